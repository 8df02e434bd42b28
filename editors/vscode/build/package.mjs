// Packs the extension: npm run package -- [--server PROGRAM --target linux-x64] [--out FILE]
// With a server and its platform the package carries the program; without, it looks for it on the PATH.

import { createVSIX } from "@vscode/vsce";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import "./bundle.mjs";
import { stage } from "./stage.mjs";

const TARGETS = "linux-x64 linux-arm64 alpine-x64 alpine-arm64 darwin-x64 darwin-arm64 win32-x64 win32-arm64".split(" ");

const extension = path.resolve(fileURLToPath(new URL("..", import.meta.url)));
const { values } = parseArgs({
  options: { server: { type: "string" }, target: { type: "string" }, out: { type: "string" } },
});

function fail(words) {
  console.error(`package: ${words}`);
  process.exit(1);
}

const server = values.server && path.resolve(values.server);
if (server && !existsSync(server)) {
  fail(`there is no ${server}`);
}
if (Boolean(server) !== Boolean(values.target)) {
  fail("--server and --target belong together: a program is of one platform");
}
if (values.target && !TARGETS.includes(values.target)) {
  fail(`--target is one of ${TARGETS.join(", ")}`);
}
const out = path.resolve(values.out ?? path.join(extension, "out", `copydesk-${values.target ?? "universal"}.vsix`));
mkdirSync(path.dirname(out), { recursive: true });

const staged = path.join(extension, "out", "stage", values.target ?? "universal");
stage(extension, staged, server);
await createVSIX({
  cwd: staged,
  packagePath: out,
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: false,
  ...(values.target ? { target: values.target } : {}),
});
