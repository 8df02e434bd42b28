// What the item in the status bar opens.

import * as vscode from "vscode";

import type { Session } from "../client/session";

type Entry = vscode.QuickPickItem & { command?: string };

export async function menu(session: Session): Promise<void> {
  const isRunning = session.condition === "running";
  const entries: Entry[] = [
    { label: "$(files) Related reports", command: "copydesk.showRelated" },
    { label: "$(calendar) Timeline", command: "copydesk.showTimeline" },
    { label: "$(split-horizontal) Compare reports", command: "copydesk.compareReports" },
    { label: "$(checklist) Check the folder", command: "copydesk.checkFolder" },
    { label: "", kind: vscode.QuickPickItemKind.Separator },
  ];
  const always: Entry[] = [
    { label: "$(debug-restart) Restart the server", command: "copydesk.restart" },
    { label: "$(output) Show the log", command: "copydesk.showLog" },
    { label: "$(gear) Settings", command: "copydesk.openSettings" },
  ];
  const title = isRunning ? (session.program?.version ?? "Copydesk") : (session.trouble ?? `Copydesk is ${session.condition}`);
  const chosen = await vscode.window.showQuickPick([...(isRunning ? entries : []), ...always], { title });
  if (chosen?.command) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
