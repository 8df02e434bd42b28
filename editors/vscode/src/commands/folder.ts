// "Check Folder": the findings of every article, until "Check Open Files Only".

import * as vscode from "vscode";

import type { Session } from "../client/session";
import { lay } from "../client/settings";
import { setContext } from "../context";
import { count } from "../words";

const QUIET_MS = 800;
const PATIENCE_MS = 60_000;

export async function checkFolder(session: Session): Promise<void> {
  if (session.condition !== "running") {
    void vscode.window.showWarningMessage("Copydesk's server is not running.");
    return;
  }
  lay("diagnostics", "folder");
  setContext("checksFolder", true);
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: "Copydesk: checking the folder" },
    async () => {
      const settled = findingsSettle();
      await session.sendSettings();
      await settled;
    },
  );
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  vscode.window.setStatusBarMessage(`Copydesk: ${summary()}`, 15_000);
}

export async function checkOpenFiles(session: Session): Promise<void> {
  lay("diagnostics", undefined);
  setContext("checksFolder", false);
  await session.sendSettings();
}

/** Findings come file by file; when none has come for a moment, they are all there. */
function findingsSettle(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      listener.dispose();
      clearTimeout(timer);
      clearTimeout(last);
      resolve();
    };
    let timer = setTimeout(done, QUIET_MS * 2);
    const last = setTimeout(done, PATIENCE_MS);
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      clearTimeout(timer);
      timer = setTimeout(done, QUIET_MS);
    });
  });
}

function summary(): string {
  const files = vscode.languages
    .getDiagnostics()
    .map(([, diagnostics]) => diagnostics.filter(({ source }) => source === "copydesk"))
    .filter((diagnostics) => diagnostics.length > 0);
  const found = files.reduce((sum, diagnostics) => sum + diagnostics.length, 0);
  return found === 0 ? "no findings in this folder" : `${count(found, "finding")} in ${count(files.length, "file")}`;
}
