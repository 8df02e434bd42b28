// The timeline: one panel beside the articles. It asks the server; the page in it draws.

import * as vscode from "vscode";

import type { Session } from "../client/session";
import type { TimelineEvent } from "../contract";
import type { Current } from "../current";
import { open, toRange } from "../places";
import type { FromPage, Scope, Shown, ToPage } from "../timeline/messages";
import { fileName } from "../words";
import { Latest } from "./latest";
import { whenChanged, whyUnanswered } from "./refresh";
import { page } from "./timelinePage";

const ID = "copydesk.timeline";

export class Timeline implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private scope: Scope = "article";
  private readonly questions = new Latest();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly session: Session,
    private readonly current: Current,
    private readonly extension: vscode.Uri,
  ) {
    const draw = (): void => void this.refresh();
    this.listeners = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(ID, this),
      current.onDidChange(() => this.scope === "article" && draw()),
      whenChanged(session, draw),
    );
  }

  show(scope: Scope): void {
    this.scope = scope;
    if (this.panel) {
      this.panel.reveal();
      void this.refresh();
      return;
    }
    const roots = { localResourceRoots: [vscode.Uri.joinPath(this.extension, "media"), vscode.Uri.joinPath(this.extension, "dist")] };
    const panel = vscode.window.createWebviewPanel(ID, "Timeline", vscode.ViewColumn.Beside, {
      enableScripts: true,
      ...roots,
    });
    this.take(panel);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: { scope?: Scope } | undefined): Promise<void> {
    this.scope = state?.scope ?? this.scope;
    this.take(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.listeners.dispose();
    this.panel?.dispose();
  }

  private take(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(this.extension, "media", `tab-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.onDidReceiveMessage((message: FromPage) => this.hear(message));
    panel.onDidChangeViewState(() => panel.visible && void this.refresh());
    panel.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = undefined;
      }
    });
    panel.webview.html = page(panel.webview, this.extension);
  }

  private async hear(message: FromPage): Promise<void> {
    if ("ready" in message) {
      await this.refresh();
    } else if ("scope" in message) {
      this.scope = message.scope;
      await this.refresh();
    } else {
      await this.goTo(message.open);
    }
  }

  private async refresh(): Promise<void> {
    if (!this.panel?.visible) {
      return;
    }
    const isLatest = this.questions.next();
    const shown = await this.shown();
    if (isLatest()) {
      await this.panel.webview.postMessage({ show: shown } satisfies ToPage);
    }
  }

  private async shown(): Promise<Shown> {
    const { article } = this.current;
    const base: Omit<Shown, "note" | "events"> = {
      scope: article ? this.scope : "folder",
      article: article ? { uri: article.toString(), title: fileName(article) } : null,
    };
    const parameters = base.scope === "article" && article ? [article.toString()] : [];
    const answer = await this.session.ask("copydesk.timeline", ...parameters);
    return { ...base, events: answer?.events ?? [], note: whyUnanswered(this.session, "copydesk.timeline") ?? null };
  }

  /** Beside the timeline, never over it. */
  private async goTo(event: TimelineEvent): Promise<void> {
    const own = this.panel?.viewColumn;
    const other = vscode.window.tabGroups.all.find((group) => group.viewColumn !== own)?.viewColumn;
    await open(vscode.Uri.parse(event.uri), toRange(event.range), { viewColumn: other ?? vscode.ViewColumn.Beside });
  }
}
