// The context keys that the manifest's `when` clauses look at.

import * as vscode from "vscode";

export type ContextKey = "active" | "server" | "checksFolder" | "canCompare";

export function setContext(key: ContextKey, value: string | boolean): void {
  void vscode.commands.executeCommand("setContext", `copydesk.${key}`, value);
}
