// Finds the server's program, and says in plain words what is wrong when there is none that runs.

import { execFile } from "node:child_process";
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const PATIENCE_MS = 10_000;
const NAME = process.platform === "win32" ? "copydesk.exe" : "copydesk";

export interface Program {
  path: string;
  /** Such as "copydesk 0.1.0". */
  version: string;
  origin: "setting" | "bundled" | "PATH";
}

/** Why the server cannot be started; the message is for people. */
export class NoProgram extends Error {}

/** The program of the setting, else the one in the extension, else the one on the PATH. */
export async function find(setting: string | undefined, extension: string): Promise<Program> {
  if (setting) {
    const file = expand(setting);
    if (!existsSync(file)) {
      throw new NoProgram(`The setting “copydesk.path” names ${file}, and there is no such file.`);
    }
    if (statSync(file).isDirectory()) {
      throw new NoProgram(`The setting “copydesk.path” names ${file}, which is a folder and not the program.`);
    }
    return { path: file, version: await version(file), origin: "setting" };
  }
  const bundled = path.join(extension, "server", NAME);
  if (existsSync(bundled)) {
    return { path: bundled, version: await version(bundled), origin: "bundled" };
  }
  const found = onPath();
  if (found) {
    return { path: found, version: await version(found), origin: "PATH" };
  }
  throw new NoProgram(
    "The program “copydesk” is not in this extension and not on the PATH. Install it (cargo install --locked --path . in Copydesk's sources), or name it in the setting “copydesk.path”.",
  );
}

function expand(setting: string): string {
  const home = setting.replace(/^~(?=$|[\\/])/, os.homedir());
  return path.resolve(home);
}

function onPath(): string | undefined {
  const directories = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  return directories.map((directory) => path.join(directory, NAME)).find((file) => existsSync(file));
}

/** Runs the program once: whatever keeps it from running is better said now than by a dead pipe. */
function version(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, ["--version"], { timeout: PATIENCE_MS }, (error, stdout, stderr) => {
      const words = stdout.trim();
      if (!error && words.startsWith("copydesk")) {
        resolve(words);
      } else {
        reject(new NoProgram(why(file, error, stderr.trim() || words)));
      }
    });
  });
}

function why(file: string, error: (Error & { code?: unknown; killed?: boolean }) | null, output: string): string {
  if (!error) {
    return `${file} is not Copydesk: asked for its version, it said “${firstLine(output)}”.`;
  }
  if (error.killed) {
    return `${file} did not say its version within ${PATIENCE_MS / 1000} seconds.`;
  }
  if (isForeign(file)) {
    return `${file} is no program for this machine (${process.platform}-${process.arch}).`;
  }
  switch (error.code) {
    case "EACCES":
      return `${file} may not be executed. On Linux and macOS: chmod +x ${file}`;
    case "ENOENT":
      return `${file} cannot be started: what it needs to run is missing on this machine.`;
    default:
      return `${file} does not run: ${firstLine(output) || error.message}`;
  }
}

const ELF = 0x7f454c46;
const MACHINES: Partial<Record<string, number>> = { x64: 0x3e, arm64: 0xb7 };
const MACH = [0xcffaedfe, 0xcafebabe];
const WINDOWS = 0x4d5a;

/** Whether a file is a program of another platform. (A shell would be tried on it, and speak in riddles.) */
function isForeign(file: string): boolean {
  const head = Buffer.alloc(20);
  try {
    const descriptor = openSync(file, "r");
    readSync(descriptor, head, 0, head.length, 0);
    closeSync(descriptor);
  } catch {
    return false;
  }
  const magic = head.readUInt32BE(0);
  const own = MACHINES[process.arch];
  if (magic === ELF) {
    return process.platform !== "linux" || (own !== undefined && head.readUInt16LE(18) !== own);
  }
  if (MACH.includes(magic)) {
    return process.platform !== "darwin";
  }
  return head.readUInt16BE(0) === WINDOWS && process.platform !== "win32";
}

function firstLine(words: string): string {
  return words.split("\n", 1)[0] ?? "";
}
