// A tree that is filled with an answer of the server, and asks again whenever that may be old.

import * as vscode from "vscode";

import type { Session } from "../client/session";
import type { Answers, Question } from "../contract";
import { Latest } from "./latest";
import { whenChanged, whyUnanswered } from "./refresh";

export abstract class Tree<Node, Q extends Question> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  protected answer: Answers[Q] | undefined;
  protected readonly view: vscode.TreeView<Node>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listeners: vscode.Disposable[] = [];
  private readonly questions = new Latest();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly id: string,
    protected readonly session: Session,
    private readonly question: Q,
  ) {
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
  }

  abstract getChildren(node?: Node): Node[];
  abstract getTreeItem(node: Node): vscode.TreeItem;

  /** What is asked with the question; `undefined` where there is nothing to ask about. */
  protected abstract parameters(): string[] | undefined;

  /** What is said where there is nothing to show. */
  protected abstract message(): string | undefined;

  async refresh(): Promise<void> {
    if (!this.view.visible) {
      return;
    }
    const parameters = this.parameters();
    const isLatest = this.questions.next();
    const answer = parameters && (await this.session.ask(this.question, ...parameters));
    if (!isLatest()) {
      return;
    }
    this.answer = answer;
    this.view.message = this.words();
    this.changed.fire();
  }

  show(): Thenable<void> {
    return vscode.commands.executeCommand(`${this.id}.focus`);
  }

  dispose(): void {
    vscode.Disposable.from(this.view, this.changed, ...this.listeners).dispose();
  }

  /** A server that is not there is told of by the view's welcome, with ways out. */
  private words(): string | undefined {
    const isDown = this.session.condition === "failed" || this.session.condition === "stopped";
    return isDown ? undefined : (whyUnanswered(this.session, this.question) ?? this.message());
  }

  /** Draws now, and again after each of these events and whatever may change the answer. */
  protected drawWhen(...events: vscode.Event<unknown>[]): void {
    const draw = (): void => void this.refresh();
    const all: vscode.Event<unknown>[] = [...events, this.view.onDidChangeVisibility];
    this.listeners.push(whenChanged(this.session, draw), ...all.map((event) => event(draw)));
    draw();
  }
}
