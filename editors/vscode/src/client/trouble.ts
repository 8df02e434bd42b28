// Says once, in a message with ways out, that the server is not there.

import * as vscode from "vscode";

import type { Session } from "./session";

const SETTINGS = "Open settings";
const LOG = "Show log";
const AGAIN = "Try again";

export function tellTrouble(session: Session): vscode.Disposable {
  return session.onDidChangeCondition(async (condition) => {
    if (condition !== "failed") {
      return;
    }
    const chosen = await vscode.window.showErrorMessage(`Copydesk: ${session.trouble ?? ""}`, SETTINGS, LOG, AGAIN);
    const command = { [SETTINGS]: "copydesk.openSettings", [LOG]: "copydesk.showLog", [AGAIN]: "copydesk.restart" };
    if (chosen) {
      await vscode.commands.executeCommand(command[chosen] ?? "", "copydesk.path");
    }
  });
}
