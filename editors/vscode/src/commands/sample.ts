// The sample folder of the walkthrough: a copy that a person may change, and two things to try in it.

import * as vscode from "vscode";

import { open } from "../places";

const PENDING = "walkthroughPending";
const WALKTHROUGH = "copydesk.copydesk#start";
/** The sample's own files, by which it is known again. */
const HOVER = { file: "kabul-interview.md", words: "Latif Nazari keeps" };
const FIX = { file: "human-rights-brief.md", words: "Tuesday, Feb. 17" };

/** Copies the sample to where the extension may write, and opens it in a window of its own. */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const source = vscode.Uri.joinPath(context.extensionUri, "sample");
  const target = vscode.Uri.joinPath(context.globalStorageUri, "Copydesk sample");
  try {
    await vscode.workspace.fs.copy(source, target, { overwrite: true });
  } catch (error) {
    void vscode.window.showErrorMessage(`The sample folder cannot be copied: ${String(error)}`);
    return;
  }
  await context.globalState.update(PENDING, target.toString());
  await vscode.commands.executeCommand("vscode.openFolder", target, { forceNewWindow: true });
}

/** In the sample's new window the walkthrough goes on. */
export async function continueWalkthrough(context: vscode.ExtensionContext): Promise<void> {
  const pending = context.globalState.get<string>(PENDING);
  if (pending && vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === pending)) {
    await context.globalState.update(PENDING, undefined);
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH, false);
  }
}

export async function tryHover(): Promise<void> {
  if (await goTo(HOVER)) {
    await vscode.commands.executeCommand("editor.action.showHover");
  }
}

export async function tryFix(): Promise<void> {
  if (await goTo(FIX)) {
    await vscode.commands.executeCommand("editor.action.quickFix");
  }
}

async function goTo({ file, words }: { file: string; words: string }): Promise<boolean> {
  const [uri] = await vscode.workspace.findFiles(file, null, 1);
  const document = uri && (await vscode.workspace.openTextDocument(uri));
  const offset = document?.getText().indexOf(words) ?? -1;
  if (!document || offset < 0) {
    const answer = "Open the sample folder";
    const message = "This is to be tried in the sample folder, which is not open in this window.";
    if ((await vscode.window.showInformationMessage(message, answer)) === answer) {
      await vscode.commands.executeCommand("copydesk.openSample");
    }
    return false;
  }
  const position = document.positionAt(offset + 1);
  const editor = await open(document.uri, new vscode.Range(position, position), { viewColumn: vscode.ViewColumn.Beside });
  return editor !== undefined;
}
