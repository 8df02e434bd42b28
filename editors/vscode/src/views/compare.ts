// Two reports side by side, at the places on which they differ.

import * as vscode from "vscode";

import type { Session } from "../client/session";
import { setContext } from "../context";
import type { Current } from "../current";
import { open } from "../places";
import { day, fileName, place } from "../words";

/** Two places that belong together: in this article, and in another file. */
interface Pair {
  here: vscode.Range;
  there?: vscode.Location;
  message: string;
}

/** The findings of a file that name a place in another file. */
function pairs(uri: vscode.Uri): Pair[] {
  return vscode.languages.getDiagnostics(uri).flatMap(({ range, message, relatedInformation }) =>
    (relatedInformation ?? [])
      .filter(({ location }) => location.uri.toString() !== uri.toString())
      .map(({ location }) => ({ here: range, there: location, message })),
  );
}

export function compare(session: Session, current: Current): vscode.Disposable {
  const marks = new Marks();
  const run = async (uri?: unknown, at?: unknown): Promise<void> => {
    const article = uri instanceof vscode.Uri ? uri : current.article;
    if (!article) {
      void vscode.window.showInformationMessage("Open an article first; then it can be compared with another.");
      return;
    }
    const place = at instanceof vscode.Range ? at : cursor(article);
    const pair = (await choosePair(article, place)) ?? (await chooseRelated(session, article, place));
    if (pair?.there) {
      await sideBySide(article, pair, pair.there, marks);
    }
  };
  return vscode.Disposable.from(
    marks,
    vscode.commands.registerCommand("copydesk.compareReports", run),
    vscode.languages.registerCodeActionsProvider(
      [{ scheme: "file", language: "markdown" }, { scheme: "file", language: "plaintext" }],
      { provideCodeActions: actions },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      const found = pairs(textEditor.document.uri).some(({ here }) => here.contains(textEditor.selection.active));
      setContext("canCompare", found);
    }),
  );
}

/** "Compare with …" among the actions of a finding. */
function actions(
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const found = pairs(document.uri).filter(({ here }) => here.intersection(range));
  const files = new Map(found.map((pair) => [pair.there?.uri.toString(), pair]));
  return [...files.values()].map(({ here, there }) => {
    const title = `Compare with ${there ? fileName(there.uri) : "the other report"}`;
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = context.diagnostics.filter((diagnostic) => diagnostic.range.isEqual(here));
    action.command = { command: "copydesk.compareReports", title, arguments: [document.uri, here] };
    return action;
  });
}

function cursor(article: vscode.Uri): vscode.Range | undefined {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === article.toString());
  return editor?.selection;
}

/** The finding at the cursor; where there is none, a person chooses among those of the file. */
async function choosePair(article: vscode.Uri, at: vscode.Range | undefined): Promise<Pair | undefined> {
  const all = pairs(article);
  const near = all.filter(({ here }) => at && here.intersection(at));
  const found = near.length > 0 ? near : all;
  if (found.length <= 1) {
    return found[0];
  }
  const items = found.map((pair) => ({
    label: pair.message,
    description: pair.there && `${place(pair.there.uri)}:${pair.there.range.start.line + 1}`,
    pair,
  }));
  return (await vscode.window.showQuickPick(items, { title: "Compare at which finding?" }))?.pair;
}

/** Without a finding, the related reports. */
async function chooseRelated(
  session: Session,
  article: vscode.Uri,
  at: vscode.Range | undefined,
): Promise<Pair | undefined> {
  if (pairs(article).length > 0) {
    return undefined;
  }
  const answer = await session.ask("copydesk.related", article.toString());
  const items = (answer?.articles[0]?.related ?? []).map((related) => ({
    label: related.title,
    description: related.date ? day(related.date) : "undated",
    detail: related.reasons.join(", "),
    uri: vscode.Uri.parse(related.uri),
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(`No finding of ${fileName(article)} points into another report.`);
    return undefined;
  }
  const title = `Compare ${fileName(article)} with which report?`;
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  const top = new vscode.Range(0, 0, 0, 0);
  return chosen && { here: at ?? top, there: new vscode.Location(chosen.uri, top), message: "" };
}

async function sideBySide(article: vscode.Uri, pair: Pair, there: vscode.Location, marks: Marks): Promise<void> {
  const left = await open(article, pair.here, { viewColumn: vscode.ViewColumn.One, preview: false });
  const right = await open(there.uri, there.range, { viewColumn: vscode.ViewColumn.Two, preserveFocus: true });
  if (left && right) {
    marks.set([left, pair.here], [right, there.range]);
    vscode.window.setStatusBarMessage(pair.message, 10_000);
  }
}

/** The two places stay marked until the next comparison, or an edit. */
class Marks implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchHighlightBackground"),
    border: "1px solid",
    borderColor: new vscode.ThemeColor("editorWarning.foreground"),
    borderRadius: "2px",
    overviewRulerColor: new vscode.ThemeColor("editorWarning.foreground"),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  private marked: vscode.TextEditor[] = [];
  private readonly listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0 && this.marked.some((editor) => editor.document === document)) {
      this.clear();
    }
  });

  set(...places: [vscode.TextEditor, vscode.Range][]): void {
    this.clear();
    for (const [editor, range] of places) {
      if (!range.isEmpty) {
        editor.setDecorations(this.decoration, [range]);
        this.marked.push(editor);
      }
    }
  }

  dispose(): void {
    this.listener.dispose();
    this.decoration.dispose();
  }

  private clear(): void {
    for (const editor of this.marked) {
      editor.setDecorations(this.decoration, []);
    }
    this.marked = [];
  }
}
