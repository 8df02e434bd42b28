// When a view is to be drawn anew: the server knows more, an article was edited, or the server came or went; and what
// stands in it while there is no answer.

import * as vscode from "vscode";

import { ARTICLES } from "../client/options";
import type { Session } from "../client/session";
import type { Question } from "../contract";

const QUIET_MS = 700;

/** Calls `draw` soon after something changed, once for a burst of changes. */
export function whenChanged(session: Session, draw: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(draw, QUIET_MS);
  };
  return vscode.Disposable.from(
    session.onDidLearn(draw),
    session.onDidChangeCondition(draw),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && ARTICLES.includes(document.languageId)) {
        soon();
      }
    }),
    vscode.workspace.onDidCreateFiles(soon),
    vscode.workspace.onDidDeleteFiles(soon),
    vscode.workspace.onDidRenameFiles(soon),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

const ANSWERS: Record<Question, string> = {
  "copydesk.related": "related reports",
  "copydesk.timeline": "timelines",
  "copydesk.entities": "entities",
};

/** Why there is no answer now. */
export function whyUnanswered(session: Session, question: Question): string | undefined {
  if (session.condition === "starting") {
    return "Copydesk is starting…";
  }
  if (session.condition !== "running") {
    return "Copydesk's server is not running. The command “Copydesk: Restart Server” starts it again.";
  }
  return session.announces(question)
    ? undefined
    : `This version of the server has no ${ANSWERS[question]} yet. A newer one will show them here.`;
}
