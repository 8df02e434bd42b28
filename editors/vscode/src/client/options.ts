// How the client speaks with the server: which documents, which settings, and what is listened to.

import type * as vscode from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient/node";

import { fromServer } from "../rulePages";
import { falls } from "./falls";
import { settings } from "./settings";

export interface Ears {
  /** The server has ended a piece of work that it showed progress of: indexing. */
  workDone(): void;
  /** The server has ended by itself too often. */
  givenUp(words: string): void;
}

/** Articles, and Copydesk's own files. */
export const ARTICLES = ["markdown", "plaintext"];

export function options(log: vscode.LogOutputChannel, trace: vscode.LogOutputChannel, ears: Ears): LanguageClientOptions {
  return {
    documentSelector: [
      ...ARTICLES.map((language) => ({ scheme: "file", language })),
      { scheme: "file", pattern: "**/copydesk.toml" },
      { scheme: "file", pattern: "**/entities.yml" },
      { scheme: "file", pattern: "**/.copydesk/dismissed.yml" },
    ],
    uriConverters: { code2Protocol: (uri) => uri.toString(), protocol2Code: fromServer },
    diagnosticCollectionName: "copydesk",
    outputChannel: log,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => ({ copydesk: settings() }),
    errorHandler: falls(ears.givenUp),
    initializationFailedHandler: () => false,
    stdioOptions: {
      stdout: (input) => input.resume(),
      stderr: (input, channel) => {
        input.setEncoding("utf8");
        input.on("data", (words: string) => channel.info(words.trimEnd()));
      },
    },
    middleware: {
      workspace: {
        configuration: (params, token, next) =>
          params.items.every((item) => item.section === "copydesk")
            ? params.items.map(() => settings())
            : next(params, token),
      },
      handleWorkDoneProgress: (token, params, next) => {
        next(token, params);
        if (params.kind === "end") {
          ears.workDone();
        }
      },
    },
  };
}
