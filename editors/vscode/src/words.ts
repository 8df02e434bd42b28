// Small things that several views say the same way.

import * as path from "node:path";
import * as vscode from "vscode";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** "2025-02-17" is "17 February 2025", "2025-02" is "February 2025"; what is no date stays as it is. */
export function day(date: string): string {
  const [, year, number, day] = /^(-?\d{4,})-(\d\d)(?:-(\d\d))?$/.exec(date) ?? [];
  const month = MONTHS[Number(number) - 1];
  return year && month ? `${day ? `${Number(day)} ` : ""}${month} ${year}` : date;
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
