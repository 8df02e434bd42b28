// The item in the status bar: is the server well, and the way to everything else.

import * as vscode from "vscode";

import { ARTICLES } from "./options";
import type { Session } from "./session";

export function status(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("copydesk.status", vscode.StatusBarAlignment.Right, 100);
  item.name = "Copydesk";
  item.command = "copydesk.menu";

  const update = (): void => {
    item.text = { starting: "$(loading~spin)", running: "$(checklist)", stopped: "$(circle-slash)", failed: "$(error)" }[
      session.condition
    ] + " Copydesk";
    item.backgroundColor =
      session.condition === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.tooltip = tooltip(session);
    if (isWanted(session)) {
      item.show();
    } else {
      item.hide();
    }
  };
  update();
  return vscode.Disposable.from(
    item,
    session.onDidChangeCondition(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

/** Trouble is shown everywhere, health only beside an article. */
function isWanted(session: Session): boolean {
  const editor = vscode.window.activeTextEditor;
  return session.condition === "failed" || (editor !== undefined && ARTICLES.includes(editor.document.languageId));
}

function tooltip(session: Session): vscode.MarkdownString {
  const words = new vscode.MarkdownString("", true);
  words.isTrusted = { enabledCommands: ["copydesk.restart", "copydesk.showLog", "copydesk.openSettings"] };
  switch (session.condition) {
    case "starting":
      words.appendMarkdown("**Copydesk** is starting");
      break;
    case "running":
      words.appendMarkdown("**Copydesk** is running");
      break;
    case "stopped":
      words.appendMarkdown("**Copydesk** is stopped");
      break;
    case "failed":
      words.appendMarkdown("**Copydesk** is not running\n\n").appendText(session.trouble ?? "");
  }
  if (session.program && session.condition !== "failed") {
    const origin = { setting: "from the setting “copydesk.path”", bundled: "of this extension", PATH: "on the PATH" };
    words.appendMarkdown("\n\n").appendText(`${session.program.version}, ${origin[session.program.origin]}`);
  }
  return words.appendMarkdown(
    "\n\n---\n\n[Restart](command:copydesk.restart) · [Log](command:copydesk.showLog) · [Settings](command:copydesk.openSettings)",
  );
}
