// Opening a place in a file.

import * as vscode from "vscode";

import type { Position, Range } from "./contract";

export function toRange(range: Range): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

/** What the lens above an entry of the register opens: the editor's own list of places. */
export function showReferences(uri: string, { line, character }: Position, places: { uri: string; range: Range }[]): Thenable<void> {
  const locations = places.map((place) => new vscode.Location(vscode.Uri.parse(place.uri), toRange(place.range)));
  const at = new vscode.Position(line, character);
  return vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), at, locations);
}

export async function open(
  uri: vscode.Uri,
  range?: vscode.Range,
  options: vscode.TextDocumentShowOptions = {},
): Promise<vscode.TextEditor | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, options);
    if (range) {
      editor.selection = new vscode.Selection(range.start, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
    return editor;
  } catch (error) {
    void vscode.window.showWarningMessage(`${vscode.workspace.asRelativePath(uri)} cannot be opened: ${words(error)}`);
    return undefined;
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
