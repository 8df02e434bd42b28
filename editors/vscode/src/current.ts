// The article that a person is at: the last one that was active, also while a view has the focus.

import * as vscode from "vscode";

import { ARTICLES } from "./client/options";

export class Current implements vscode.Disposable {
  private uri: vscode.Uri | undefined;
  private readonly changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  private readonly listeners: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor() {
    this.take(vscode.window.activeTextEditor);
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => this.take(editor)),
      vscode.window.tabGroups.onDidChangeTabs(() => this.letGo()),
    );
  }

  get article(): vscode.Uri | undefined {
    return this.uri;
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private take(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document?.uri.scheme === "file" && ARTICLES.includes(document.languageId)) {
      this.set(document.uri);
    }
  }

  /** An article whose tab is closed is nobody's current one. */
  private letGo(): void {
    const open = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const isOpen = open.some(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === this.uri?.toString(),
    );
    if (this.uri && !isOpen) {
      this.set(undefined);
    }
  }

  private set(uri: vscode.Uri | undefined): void {
    if (uri?.toString() !== this.uri?.toString()) {
      this.uri = uri;
      this.changed.fire(uri);
    }
  }
}
