// The page of a rule, which the link behind a finding opens: to be read, and no article.
//
// The server writes the pages into the user's cache. Opened as files they would be Markdown like any other: to be
// edited, and the current article of the views.

import * as vscode from "vscode";

const SCHEME = "copydesk-rule";
const PAGE = /\/copydesk\/rules-[^/]+\/[\w-]+\.md$/;

/** The address under which VS Code has what the server names. */
export function fromServer(address: string): vscode.Uri {
  const uri = vscode.Uri.parse(address);
  return uri.scheme === "file" && PAGE.test(uri.path) ? uri.with({ scheme: SCHEME }) : uri;
}

export function rulePages(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (uri) => {
      const words = await vscode.workspace.fs.readFile(uri.with({ scheme: "file" }));
      return new TextDecoder().decode(words);
    },
  });
}
