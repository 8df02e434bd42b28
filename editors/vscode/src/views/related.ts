// The view "Related reports": which other reports speak of the same as the current article, and why.

import * as vscode from "vscode";

import type { Session } from "../client/session";
import type { Related } from "../contract";
import type { Current } from "../current";
import { count, day, place } from "../words";
import { Tree } from "./tree";

/** A related report, or one of the reasons below it. */
export type Node = Related | string;

export class RelatedView extends Tree<Node, "copydesk.related"> {
  constructor(
    session: Session,
    private readonly current: Current,
  ) {
    super("copydeskRelated", session, "copydesk.related");
    this.drawWhen(current.onDidChange);
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) {
      return this.reports;
    }
    return typeof node === "string" ? [] : node.reasons;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return typeof node === "string" ? reason(node) : report(node, node === this.reports[0]);
  }

  protected parameters(): string[] | undefined {
    const { article } = this.current;
    this.view.description = article && place(article);
    return article && [article.toString()];
  }

  protected message(): string | undefined {
    if (!this.current.article) {
      return "Open an article to see which reports are related to it.";
    }
    return this.reports.length === 0 ? "No other report speaks of the same." : undefined;
  }

  private get reports(): Related[] {
    return this.answer?.articles[0]?.related ?? [];
  }
}

/** The first one shows at once what stands below each of them. */
function report(related: Related, isFirst: boolean): vscode.TreeItem {
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const uri = vscode.Uri.parse(related.uri);
  const item = new vscode.TreeItem(
    related.title || place(uri),
    related.reasons.length === 0 ? None : isFirst ? Expanded : Collapsed,
  );
  item.id = related.uri;
  item.contextValue = "report";
  item.description = [related.date ? day(related.date) : "undated", related.reasons.map(day).join(", ")].filter(Boolean).join(" · ");
  item.iconPath = new vscode.ThemeIcon(related.comparable ? "references" : "file");
  item.tooltip = tooltip(related, uri);
  item.command = { command: "vscode.open", title: "Open", arguments: [uri] };
  return item;
}

function tooltip(related: Related, uri: vscode.Uri): vscode.MarkdownString {
  const words = new vscode.MarkdownString();
  words.appendMarkdown("**").appendText(related.title || place(uri)).appendMarkdown("**\n\n");
  words.appendText(`${place(uri)}${related.date ? `, ${day(related.date)}` : ", undated"}`);
  if (related.reasons.length > 0) {
    words.appendMarkdown("\n\nBoth speak of ").appendText(related.reasons.map(day).join(", "));
  }
  const told = related.comparable
    ? "Findings compare the two reports."
    : "Too little in common for findings to compare the two.";
  return words.appendMarkdown("\n\n").appendText(`${told} (${count(Math.round(related.score * 100), "percent", "percent")} alike)`);
}

function reason(words: string): vscode.TreeItem {
  const item = new vscode.TreeItem(day(words));
  item.iconPath = new vscode.ThemeIcon(/^-?\d{4}(-|$)/.test(words) ? "calendar" : "symbol-key");
  return item;
}
