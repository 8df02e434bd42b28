// Lays out what goes into a package: the bundles, what the manifest names, the sample folder, and the
// server where there is one.

import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const OWN = ["dist", "media", "LICENSE", "CHANGELOG.md", "icon.png"];
const LEVELS = ["error", "warning", "information", "hint", "off"];

/** `server` is the path of a program, or undefined. */
export function stage(extension, target, server) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of OWN) {
    cpSync(path.join(extension, name), path.join(target, name), { recursive: true });
  }
  // Pictures are shown from an address only, and a package has none.
  const readme = readFileSync(path.join(extension, "README.md"), "utf8");
  writeFileSync(path.join(target, "README.md"), readme.replace(/^!\[.*\n\n/gm, ""));
  cpSync(path.join(extension, "..", "..", "seeds"), path.join(target, "sample"), { recursive: true });
  if (server) {
    const program = path.join(target, "server", server.endsWith(".exe") ? "copydesk.exe" : "copydesk");
    cpSync(server, program, { dereference: true });
    chmodSync(program, 0o755);
  }
  writeFileSync(path.join(target, ".vscodeignore"), "");
  writeManifest(extension, target, server);
}

/** The manifest, without what only development needs, and with the rules of this server. */
function writeManifest(extension, target, server) {
  const manifest = JSON.parse(readFileSync(path.join(extension, "package.json"), "utf8"));
  for (const key of ["scripts", "dependencies", "devDependencies", "private"]) {
    delete manifest[key];
  }
  const checking = manifest.contributes.configuration.find(({ properties }) => "copydesk.rules" in properties);
  const described = server ? rules(server) : {};
  checking.properties["copydesk.rules"].properties = Object.fromEntries(
    Object.entries(described).map(([name, description]) => [name, { enum: LEVELS, description }]),
  );
  writeFileSync(path.join(target, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The rules and groups of a server with a sentence each. A server for another machine cannot be asked. */
function rules(server) {
  let lines;
  try {
    lines = execFileSync(server, ["rules"], { encoding: "utf8" }).split("\n");
  } catch {
    return {};
  }
  const known = lines.map((line) => {
    const [, group] = /^([a-z][a-z-]*)$/.exec(line) ?? [];
    const [, name, words] = /^\s+([a-z][a-z0-9-]*)\s+\w+\s+(.*)$/.exec(line) ?? [];
    return group ? [group, `Every rule of the group ${group}.`] : [name, words];
  });
  return Object.fromEntries(known.filter(([name]) => name));
}
