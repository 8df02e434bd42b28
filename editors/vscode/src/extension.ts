// Where VS Code comes in and goes out.

import * as vscode from "vscode";

import { Session } from "./client/session";
import { status } from "./client/status";
import { tellTrouble } from "./client/trouble";
import { checkFolder, checkOpenFiles } from "./commands/folder";
import { menu } from "./commands/menu";
import { continueWalkthrough, openSample, tryFix, tryHover } from "./commands/sample";
import { setContext } from "./context";
import { Current } from "./current";
import { open, showReferences } from "./places";
import { rulePages } from "./rulePages";
import { compare } from "./views/compare";
import { EntitiesView } from "./views/entities";
import { type Node, RelatedView } from "./views/related";
import { Timeline } from "./views/timeline";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  session = new Session(context.extensionPath);
  const current = new Current();
  const related = new RelatedView(session, current);
  const entities = new EntitiesView(session);
  const timeline = new Timeline(session, current, context.extensionUri);
  context.subscriptions.push(
    session,
    current,
    related,
    entities,
    timeline,
    status(session),
    tellTrouble(session),
    compare(session, current),
    rulePages(),
    session.onDidChangeCondition((condition) => setContext("server", condition)),
    vscode.workspace.onDidChangeConfiguration((event) => void settingsChanged(event)),
    ...commands(context, session, related, entities, timeline),
  );
  setContext("active", true);
  await session.start();
  await continueWalkthrough(context);
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

function commands(
  context: vscode.ExtensionContext,
  session: Session,
  related: RelatedView,
  entities: EntitiesView,
  timeline: Timeline,
): vscode.Disposable[] {
  const all: Record<string, (...parameters: never[]) => unknown> = {
    restart: () => session.restart(),
    showLog: () => session.log.show(),
    openSettings: (key?: unknown) =>
      vscode.commands.executeCommand("workbench.action.openSettings", typeof key === "string" ? key : "@ext:copydesk.copydesk"),
    menu: () => menu(session),
    checkFolder: () => checkFolder(session),
    checkOpenFiles: () => checkOpenFiles(session),
    showRelated: () => related.show(),
    showEntities: () => entities.show(),
    showReferences,
    showTimeline: () => timeline.show("article"),
    showFolderTimeline: () => timeline.show("folder"),
    refreshViews: () => Promise.all([related.refresh(), entities.refresh()]),
    openToSide: (node: Node) =>
      typeof node === "string"
        ? undefined
        : open(vscode.Uri.parse(node.uri), undefined, { viewColumn: vscode.ViewColumn.Beside }),
    openSample: () => openSample(context),
    tryHover,
    tryFix,
  };
  return Object.entries(all).map(([name, run]) => vscode.commands.registerCommand(`copydesk.${name}`, run));
}

async function settingsChanged(event: vscode.ConfigurationChangeEvent): Promise<void> {
  if (event.affectsConfiguration("copydesk.path")) {
    await session?.restart();
  } else if (event.affectsConfiguration("copydesk")) {
    await session?.sendSettings();
  }
}
