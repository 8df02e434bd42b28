// Small things that several views say the same way.

import * as path from "node:path";
import * as vscode from "vscode";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** "2025-02-17" is "17 February 2025"; what is no day stays as it is. */
export function day(date: string): string {
  const found = /^(-?\d{4,})-(\d\d)-(\d\d)/.exec(date);
  const month = MONTHS[Number(found?.[2]) - 1];
  return found && month ? `${Number(found[3])} ${month} ${found[1]}` : date;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The path of a file as its folder has it. */
export function place(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false);
}

export function fileName(uri: vscode.Uri): string {
  return path.posix.basename(uri.path);
}
