// The real server, with answers for the views where it has none yet: everything else goes through untouched.
// COPYDESK_REAL is the real program.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const real = process.env.COPYDESK_REAL;
const parameters = process.argv.slice(2);
if (parameters[0] !== "server") {
  process.exit(spawnSync(real, parameters, { stdio: "inherit" }).status ?? 1);
}

const COMMANDS = ["copydesk.related", "copydesk.timeline", "copydesk.entities"];
const server = spawn(real, parameters, { stdio: ["pipe", "pipe", "inherit"] });
server.on("exit", (code) => process.exit(code ?? 1));

let root;
let initialize;
const ours = new Set();

/** Calls `take` with each message of a stream. */
function messages(stream, take) {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf("\r\n\r\n");
      const length = Number(/content-length: *(\d+)/i.exec(rest.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || rest.length < end + 4 + length) {
        return;
      }
      take(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()));
      rest = rest.subarray(end + 4 + length);
    }
  });
}

function send(stream, message) {
  const words = JSON.stringify(message);
  stream.write(`Content-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`);
}

messages(process.stdin, (message) => {
  if (message.method === "initialize") {
    initialize = message.id;
    root = message.params.workspaceFolders?.[0]?.uri ?? message.params.rootUri;
  }
  if (message.method === "workspace/executeCommand" && ours.has(message.params.command)) {
    send(process.stdout, { jsonrpc: "2.0", id: message.id, result: answer(message.params.command, message.params.arguments ?? []) });
    return;
  }
  send(server.stdin, message);
});
process.stdin.on("end", () => server.stdin.end());

messages(server.stdout, (message) => {
  if (initialize !== undefined && message.id === initialize && message.result) {
    initialize = undefined;
    const { capabilities } = message.result;
    const announced = capabilities.executeCommandProvider?.commands ?? [];
    for (const command of COMMANDS.filter((name) => !announced.includes(name))) {
      ours.add(command);
    }
    capabilities.executeCommandProvider = { commands: [...announced, ...ours] };
  }
  send(process.stdout, message);
});

// The answers are about the sample folder.

const uri = (file) => `${root}/${file}`;

/** The range of the words in a file. */
function find(file, words) {
  const text = readFileSync(path.join(fileURLToPath(root), file), "utf8");
  const offset = Math.max(0, text.indexOf(words));
  const before = text.slice(0, offset).split("\n");
  const start = { line: before.length - 1, character: before.at(-1).length };
  return { start, end: { line: start.line, character: start.character + words.length } };
}

const TITLES = {
  "delegation-arrives.txt": ["delegation-arrives", null],
  "outreach-analysis.txt": ["outreach-analysis", "2025-03-26"],
  "human-rights-brief.md": ["Tokyo presses its visitors on the rights of Afghan women", "2025-02-19"],
  "kabul-interview.md": ["Nazari asks Japanese builders to come back", "2025-03-25"],
  "recognition-explainer.md": ["What recognition would mean, and why Tokyo waits", "2025-04-02"],
  "aid-figures.txt": ["aid-figures", "2025-02-27"],
};

const REASONS = [
  ["outreach-analysis.txt", 0.71, ["Latif Nazari", "Nippon Foundation", "2025-02"]],
  ["human-rights-brief.md", 0.64, ["Yoshimasa Hayashi", "Nippon Foundation", "2025-02-17"]],
  ["kabul-interview.md", 0.52, ["Latif Nazari", "2021"]],
  ["recognition-explainer.md", 0.4, ["Yoshimasa Hayashi", "Japan’s Foreign Ministry"]],
  ["aid-figures.txt", 0.22, ["Latif Nazari"]],
];

const EVENTS = [
  ["2021-01-01", "2022-01-01", "year", "kabul-interview.md", "Much of that work stopped in 2021, when the Taliban took control.", ["Taliban"], []],
  ["2021-08-01", "2021-09-01", "month", "outreach-analysis.txt", "He wants Afghan assets—out of reach since the U.S. withdrawal of August 2021—to be released.", ["Latif Nazari"], []],
  ["2025-02-01", "2025-03-01", "month", "outreach-analysis.txt", "Nazari was a member of the Taliban delegation, which visited Japan in February 2025 on the invitation of the Nippon Foundation, a philanthropic organization in Tokyo.", ["Latif Nazari", "Taliban", "Nippon Foundation"], []],
  ["2025-02-15", "2025-02-16", "day", "aid-figures.txt", "Saturday, Feb. 15: The deputy economy minister, Latif Nazari, announces the journey on X.", ["Latif Nazari"], []],
  ["2025-02-16", "2025-02-17", "day", "human-rights-brief.md", "The guests had landed on Sunday, Feb. 16, 2025.", ["Taliban"], []],
  ["2025-02-16", "2025-02-17", "day", "aid-figures.txt", "Sunday, Feb. 16: The visitors land in Tokyo.", ["Tokyo"], []],
  ["2025-02-17", "2025-02-18", "day", "aid-figures.txt", "Monday, Feb. 17: Chief Cabinet Secretary Yoshimasa Hayashi answers questions from reporters.", ["Yoshimasa Hayashi"], [7]],
  ["2025-02-18", "2025-02-19", "day", "human-rights-brief.md", "Chief Cabinet Secretary Yoshimasa Hayashi said on Tuesday, Feb. 17, 2025, in the Japanese capital.", ["Yoshimasa Hayashi"], [6]],
  ["2025-02-21", "2025-02-22", "day", "aid-figures.txt", "Friday, Feb. 21: The delegation flies back to Kabul.", ["Taliban", "Kabul"], []],
  ["2025-03-25", "2025-03-26", "day", "kabul-interview.md", "Latif Nazari keeps a road map of Afghanistan on the wall of his Kabul office, and on Tuesday he used a ruler to point at the gaps.", ["Latif Nazari"], []],
];

const ENTITIES = [
  ["latif-nazari", "Latif Nazari", "person", ["Abdul Latif Nazari"], "deputy economy minister", "Nazari", Object.keys(TITLES)],
  ["yoshimasa-hayashi", "Yoshimasa Hayashi", "person", ["Hayashi Yoshimasa"], "chief cabinet secretary", "Hayashi", ["delegation-arrives.txt", "human-rights-brief.md", "aid-figures.txt"]],
  ["taliban", "Taliban", "organization", ["Taliban administration"], null, "Taliban", Object.keys(TITLES)],
  ["nippon-foundation", "Nippon Foundation", "organization", ["The Nippon Foundation"], null, "Nippon Foundation", ["outreach-analysis.txt", "human-rights-brief.md"]],
  ["tokyo", "Tokyo", "place", [], null, "Tokyo", ["outreach-analysis.txt", "aid-figures.txt"]],
  ["tokyo-visit", "Taliban visit to Japan", "event", ["Tokyo visit"], null, "Tokyo visit", ["recognition-explainer.md"]],
];

function answer(command, [article]) {
  switch (command) {
    case "copydesk.related": {
      const related = REASONS.filter(([file]) => uri(file) !== article).map(([file, score, reasons]) => {
        const [title, date] = TITLES[file];
        return { uri: uri(file), title, date, score, comparable: score > 0.3, reasons };
      });
      return { version: 1, articles: [{ uri: article, title: "", date: null, related }] };
    }
    case "copydesk.timeline": {
      const events = EVENTS.map(([from, to, granularity, file, sentence, entities, conflicts]) => {
        return { from, to, granularity, uri: uri(file), title: TITLES[file][0], range: find(file, sentence), sentence, entities, conflicts };
      });
      return { version: 1, events };
    }
    default: {
      const entities = ENTITIES.map(([id, name, kind, aliases, role, words, files]) => ({
        id,
        name,
        kind,
        aliases,
        roles: role ? [{ title: role, uri: uri("entities.yml"), range: find("entities.yml", role) }] : [],
        mentions: files.map((file) => ({ uri: uri(file), range: find(file, words), text: words })),
      }));
      return { version: 1, entities };
    }
  }
}
