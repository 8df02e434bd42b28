// The server of this window: starting, stopping, asking. One thing at a time.

import * as vscode from "vscode";
import { ExecuteCommandRequest, LanguageClient, State } from "vscode-languageclient/node";

import type { Answers, Question } from "../contract";
import { find, NoProgram, type Program } from "./find";
import { options } from "./options";
import * as settings from "./settings";

const STOP_PATIENCE_MS = 2000;

export type Condition = "starting" | "running" | "stopped" | "failed";

export class Session implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("Copydesk", { log: true });
  readonly trace = vscode.window.createOutputChannel("Copydesk Trace", { log: true });

  condition: Condition = "stopped";
  program: Program | undefined;
  /** Why it failed, for people. */
  trouble: string | undefined;

  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();
  private readonly conditionChanged = new vscode.EventEmitter<Condition>();
  private readonly knowledgeChanged = new vscode.EventEmitter<void>();

  readonly onDidChangeCondition = this.conditionChanged.event;
  /** The server knows more than before: the folder has been read. */
  readonly onDidLearn = this.knowledgeChanged.event;

  constructor(private readonly extension: string) {}

  start(): Promise<void> {
    return this.enqueue(() => this.begin());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.begin();
    });
  }

  /** Whether this server can answer a question; older ones cannot answer all. */
  announces(question: Question): boolean {
    const commands = this.client?.initializeResult?.capabilities.executeCommandProvider?.commands;
    return this.condition === "running" && (commands ?? []).includes(question);
  }

  async ask<Q extends Question>(question: Q, ...parameters: string[]): Promise<Answers[Q] | undefined> {
    if (!this.client || !this.announces(question)) {
      return undefined;
    }
    try {
      const answer: unknown = await this.client.sendRequest(ExecuteCommandRequest.type, {
        command: question,
        arguments: parameters,
      });
      return (answer ?? undefined) as Answers[Q] | undefined;
    } catch (error) {
      this.log.error(`${question}: ${String(error)}`);
      return undefined;
    }
  }

  async sendSettings(): Promise<void> {
    if (this.client?.isRunning()) {
      await this.client.sendNotification("workspace/didChangeConfiguration", {
        settings: { copydesk: settings.settings() },
      });
    }
  }

  dispose(): void {
    this.conditionChanged.dispose();
    this.knowledgeChanged.dispose();
    this.log.dispose();
    this.trace.dispose();
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work);
    return this.queue;
  }

  private async begin(): Promise<void> {
    this.become("starting");
    try {
      this.program = await find(settings.path(), this.extension);
      this.log.info(`Starting ${this.program.version} (${this.program.path})`);
      this.client = this.connect(this.program);
      await this.client.start();
    } catch (error) {
      this.fail(error instanceof NoProgram ? error.message : `The server did not start: ${String(error)}`);
    }
  }

  private connect(program: Program): LanguageClient {
    const executable = { command: program.path, args: ["server"] };
    const client = new LanguageClient(
      "copydesk",
      "Copydesk",
      executable,
      options(this.log, this.trace, {
        workDone: () => this.knowledgeChanged.fire(),
        givenUp: (words) => this.fail(words),
      }),
    );
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) {
        return;
      }
      if (newState === State.Running) {
        this.become("running");
      } else if (newState === State.Starting) {
        this.become("starting");
      }
    });
    return client;
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client) {
      try {
        await client.stop(STOP_PATIENCE_MS);
      } catch (error) {
        this.log.warn(`The server did not stop as it should: ${String(error)}`);
      }
      await client.dispose().catch(() => undefined);
    }
    this.become("stopped");
  }

  private fail(words: string): void {
    this.log.error(words);
    this.trouble = words;
    this.become("failed");
  }

  private become(condition: Condition): void {
    if (condition !== "failed") {
      this.trouble = undefined;
    }
    this.condition = condition;
    this.conditionChanged.fire(condition);
  }
}
