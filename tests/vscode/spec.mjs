// The extension in a real VS Code: node tests/vscode/spec.mjs CACHE SCRATCH VSIX ARTICLES (tests/vscode/run does that)

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { Desk } from "./desk.mjs";
import { findTests } from "./find.mjs";
import { Hands } from "./hands.mjs";
import { manifestTests } from "./manifest.mjs";
import { questionTests } from "./questions.mjs";
import { Report } from "./report.mjs";
import { timelineTests } from "./timeline.mjs";

const [cache, scratch, vsix, articles] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const pictures = process.env.COPYDESK_PICTURES;
if (pictures) {
  mkdirSync(pictures, { recursive: true });
}

const RELATED = '.pane:has(.pane-header[aria-label^="Related reports" i])';
const ENTITIES = '.pane:has(.pane-header[aria-label^="Entities"])';
const STATUS = '.statusbar-item[id*="copydesk.status"]';

const desk = new Desk({ cache, scratch, articles });
// What the sample folder has none of: a link in plain text, and an event on two days.
const LINK = "A look back at [the trip](kabul-interview.md#:~:text=a%20list%20of%20projects).\n";
writeFileSync(path.join(desk.folder, "links.txt"), LINK);
desk.addFarewell();
const onDisk = (name) => readFileSync(path.join(desk.folder, name), "utf8");

/** Line and column, from 1, of a place within some words of a file. */
function find(name, words, offset = 1) {
  const text = onDisk(name);
  const at = text.indexOf(words);
  assert.notEqual(at, -1, `${name} has “${words}”`);
  const before = text.slice(0, at + offset).split("\n");
  return [before.length, before.at(-1).length + 1];
}

async function picture(name) {
  if (pictures && desk.page) {
    await desk.page.waitForTimeout(400);
    await desk.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }
}

const report = new Report(async (name, attempt) => {
  await picture(`failed-${attempt}-${name.replace(/\W+/g, "-").slice(0, 60)}`).catch(() => {});
  await hands?.escape(3).catch(() => {});
});
let hands;

async function run() {
  await desk.install(vsix);
  const installed = readdirSync(path.join(scratch, "extensions")).find((name) => name.startsWith("copydesk.copydesk"));
  const packed = path.join(scratch, "extensions", installed ?? "none");
  await manifestTests(report, packed, path.join(here, "../../editors"));
  await findTests(report, path.join(scratch, "find"));
  await timelineTests(report);
  await desk.start();
  const { page } = desk;
  hands = new Hands(page);
  report.say("up", "VS Code is up");

  const isUp = await report.test("an article has its finding as soon as it is open", async () => {
    await hands.open("delegation-arrives.txt");
    await page.waitForSelector(".squiggly-info", { timeout: 40_000 });
    assert.match(await hands.words(STATUS), /Copydesk/);
  });
  if (!isUp) {
    report.say("end", "the server does not answer, and nothing else can be tested");
    return;
  }

  await report.test("the finding says its message and names the place in the other report", async () => {
    await hands.at(...find("delegation-arrives.txt", "on Monday", 4));
    const words = await hands.hover();
    assert.match(words, /“Monday” has no date to count from/);
    assert.match(words, /outreach-analysis\.txt:8 says/);
    assert.match(words, /outreach-analysis\.txt\(8, 71\): says “February 2025”/);
    await picture("finding");
    await hands.escape(2);
  });

  await report.test("the rule of a finding has a page, which is to be read and no article", async () => {
    await hands.at(...find("delegation-arrives.txt", "on Monday", 4));
    await hands.hover();
    await page.locator(".monaco-hover:not(.hidden) a", { hasText: "undated-article" }).click({ modifiers: ["Control"] });
    await page.waitForSelector('.tab.active[aria-label*="undated-article.md"]');
    await frame(page).locator("h1", { hasText: "undated-article" }).waitFor();
    await picture("rule");
    assert.equal(await page.locator(".squiggly-info, .squiggly-warning, .squiggly-error").count(), 0);
    await hands.command("View: Close Editor");
  });

  await report.test("a name has its card", async () => {
    await hands.open("kabul-interview.md");
    await hands.at(...find("kabul-interview.md", "Latif Nazari keeps", 2));
    const words = await hands.hover();
    assert.match(words, /Latif Nazari/);
    assert.match(words, /deputy economy minister/);
    await picture("card");
    await hands.escape(2);
  });

  await report.test("F12 goes from a footnote into the passage of its source", async () => {
    await hands.open("recognition-explainer.md");
    await hands.at(...find("recognition-explainer.md", "interview.[^1]", 12));
    await page.keyboard.press("F12");
    await page.waitForSelector('.tab.active[data-resource-name="kabul-interview.md"]');
    const [line, column] = find("kabul-interview.md", "welcome Japanese engineers", 0);
    await hands.sees(".statusbar-item", new RegExp(`Ln ${line}, Col ${column}\\b`));
  });

  await report.test("a quick fix sets the weekday right", async () => {
    await hands.open("human-rights-brief.md");
    await page.waitForSelector(".squiggly-error");
    await hands.at(...find("human-rights-brief.md", "Tuesday, Feb. 17", 1));
    await hands.command("Quick Fix...");
    const fix = page.locator(".action-widget .monaco-list-row", { hasText: "Change the weekday to Monday" });
    await fix.waitFor();
    await picture("fixes");
    await fix.click();
    await hands.gone(".squiggly-error");
    await page.keyboard.press("Control+S");
    await hands.gone(".tab.active.dirty");
    assert.match(onDisk("human-rights-brief.md"), /on Monday, Feb\. 17, 2025/);
  });

  await report.test("the action of a finding opens both reports at their places", async () => {
    await hands.open("delegation-arrives.txt");
    await page.waitForSelector(".squiggly-info");
    await hands.at(...find("delegation-arrives.txt", "on Monday", 4));
    await hands.command("Copydesk: Compare Reports");
    await hands.sees(".editor-group-container.active .tab.active", "delegation-arrives.txt");
    await hands.sees(".tab", "outreach-analysis.txt");
    assert.equal(await page.locator(".editor-group-container").count(), 2);
    await picture("compare");
  });

  await report.test("the findings of the whole folder are in the Problems view", async () => {
    await hands.closeAll();
    await hands.open("desk-notes.md");
    await hands.command("Copydesk: Check Folder");
    await hands.sees(".markers-panel .monaco-list-row", "aid-figures.txt");
    await hands.sees(".markers-panel .monaco-list-row", "recognition-explainer.md");
    await picture("problems");
    await hands.command("Copydesk: Check Open Files Only");
    await page.waitForFunction(() => !document.querySelector(".markers-panel")?.innerText.includes("aid-figures.txt"));
    await hands.command("View: Hide Panel");
  });

  await report.test("a setting reaches the server, and its absence leaves copydesk.toml alone", async () => {
    await hands.open("aid-figures.txt");
    await page.waitForSelector(".squiggly-warning");
    desk.set({ "copydesk.rules": { placeholder: "error" } });
    await page.waitForSelector(".squiggly-error");
    desk.set({});
    await hands.gone(".squiggly-error");
  });

  await questionTests(report, desk, hands, find);
  await views(page);

  await report.test("after a reload everything is there again", async () => {
    // VS Code's own reload: it keeps what is open.
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await hands.command("Developer: Reload Window");
    await page.waitForFunction(() => !window.isOld, undefined, { timeout: 30_000 });
    await frame(page).locator("h1", { hasText: "Timeline" }).waitFor({ timeout: 40_000 });
    await frame(page).locator(".card").first().waitFor();
    await hands.open("delegation-arrives.txt");
    await page.waitForSelector(".squiggly-info");
  });

  await report.test("a server that cannot start is said in plain words, with ways out", async () => {
    await hands.open("delegation-arrives.txt");
    desk.set({ "copydesk.path": "/no/such/copydesk" });
    await hands.sees(".notification-toast", "names /no/such/copydesk, and there is no such file");
    await page.locator(".notification-toast .monaco-button", { hasText: "Open settings" }).waitFor();
    await page.locator(".notification-toast .monaco-button", { hasText: "Show log" }).waitFor();
    await picture("trouble");
    const odd = desk.program("odd", "#!/bin/sh\necho something else\n");
    desk.set({ "copydesk.path": odd });
    await hands.sees(".notification-toast", "it said “something else”");
    desk.set({});
    await page.waitForSelector(".squiggly-info");
  });
}

const frame = (page) => page.frameLocator("iframe.webview").first().frameLocator("iframe#active-frame");

async function views(page) {
  await report.test("related reports, with their reasons, open at a click", async () => {
    await hands.open("delegation-arrives.txt");
    await hands.command("Copydesk: Show Related Reports");
    await page.waitForSelector(ENTITIES);
    await hands.sees(`${RELATED} .monaco-list-row`, "outreach-analysis");
    await hands.sees(`${RELATED} .monaco-list-row`, "Yoshimasa Hayashi");
    await picture("related");
    await page.locator(`${RELATED} .monaco-list-row .label-name`, { hasText: "outreach-analysis" }).first().click();
    await page.waitForSelector('.tab.active[data-resource-name="outreach-analysis.txt"]');
  });

  await report.test("entities, by kind, with roles and mentions", async () => {
    await hands.command("Copydesk: Show Entities");
    const row = (words) => page.locator(`${ENTITIES} .monaco-list-row`).filter({ hasText: words }).first();
    await row("People").waitFor();
    await row("Latif Nazari").click();
    await row("deputy economy minister").waitFor();
    await picture("entities");
    const file = row("kabul-interview.md");
    await file.click();
    await row("line ").click();
    await page.waitForSelector('.tab.active[data-resource-name="kabul-interview.md"]');
  });

  await report.test("events that two reports date differently are marked in the timeline", async () => {
    await hands.closeAll();
    await hands.open("obituary.md");
    await page.waitForSelector(".squiggly-warning");
    await hands.command("Copydesk: Show Timeline");
    const inside = frame(page);
    await inside.locator(".counts", { hasText: / events in 3 reports, 1 conflict/ }).waitFor();
    assert.equal(await inside.locator(".axis .mark.conflict").count(), 2);
    assert.equal(await inside.locator(".axis .thread").count(), 1);
    await inside.locator(".differs", { hasText: "Differs from wire-report: 5 March 2024" }).waitFor();
    await picture("conflict");
    await hands.command("View: Close All Editors");
  });

  await report.test("the timeline shows the events on one axis, and a click goes to the place", async () => {
    await hands.closeAll();
    await hands.open("delegation-arrives.txt");
    await hands.command("Copydesk: Show Timeline");
    await frame(page).locator(".axis .mark").first().waitFor();
    const cards = frame(page).locator(".card");
    assert.ok((await cards.count()) > 1);
    await picture("timeline");
    await cards.locator(".open").last().click();
    await page.waitForSelector(".editor-group-container.active .tab.active:not([data-resource-name='delegation-arrives.txt'])");
    assert.equal(await page.locator(".editor-group-container").count(), 2);
  });
}

let code = 1;
try {
  await run();
} catch (error) {
  report.failed += 1;
  report.say("FAIL", String(error?.stack ?? error));
  await picture("failed").catch(() => {});
} finally {
  await desk.stop();
  code = report.end();
}
process.exit(code);
