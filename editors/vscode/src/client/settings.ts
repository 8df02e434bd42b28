// The settings as the server wants them: the keys of copydesk.toml, and only those that a person has set,
// because a setting wins over the folder's copydesk.toml.

import * as vscode from "vscode";

const SECTION = "copydesk";
const KEYS = ["profile", "rules", "diagnostics", "locale", "dates", "include", "exclude"];

export type Settings = Record<string, unknown>;

/** Settings that a command has laid over the person's own, for this window. */
const overlay: Settings = {};

export function settings(): Settings {
  const all = vscode.workspace.getConfiguration(SECTION);
  const set: Settings = {};
  for (const key of KEYS) {
    const value: unknown = all.get(key);
    if (isSet(all.inspect(key)) && value !== null && value !== undefined) {
      set[key] = value;
    }
  }
  return { ...set, ...overlay };
}

export function lay(key: string, value: unknown): void {
  if (value === undefined) {
    delete overlay[key];
  } else {
    overlay[key] = value;
  }
}

/** The setting that names the program. */
export function path(): string | undefined {
  const value = vscode.workspace.getConfiguration(SECTION).get<string | null>("path");
  return value?.trim() || undefined;
}

function isSet(found: ReturnType<vscode.WorkspaceConfiguration["inspect"]>): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = found ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}
