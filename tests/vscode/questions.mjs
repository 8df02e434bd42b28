// What a person asks VS Code about an article, and the server answers.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const SUGGESTION = ".suggest-widget.visible .monaco-list-row";
const QUICK_ROW = ".quick-input-list .monaco-list-row";
const PEEK = ".zone-widget .peekview-widget";

/** `find(name, words, offset)` is the line and column of a place within some words of a file. */
export async function questionTests(report, desk, hands, find) {
  const { page } = desk;
  const goTo = async (name, words, offset) => {
    await hands.open(name);
    await hands.at(...find(name, words, offset));
  };
  const isAt = async (name, words, offset) => {
    await page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
    const [line, column] = find(name, words, offset);
    await hands.sees(".statusbar-item", new RegExp(`Ln ${line}, Col ${column}\\b`));
  };
  // VS Code saves the files of a refactoring.
  const undo = async () => {
    await hands.closeAll();
    desk.restore();
  };

  await report.test("a date, a quotation and a footnote have their cards", async () => {
    await goTo("kabul-interview.md", "Tuesday he used", 2);
    assert.match(await hands.hover(), /Tuesday 25 March 2025/);
    await hands.escape(2);
    await goTo("recognition-explainer.md", "engineers on every road", 3);
    const words = await hands.hover();
    assert.match(words, /Latif Nazari/);
    assert.match(words, /kabul-interview\.md/);
    await hands.escape(2);
    await hands.at(...find("recognition-explainer.md", "interview.[^1]", 12));
    assert.match(await hands.hover(), /Nazari asks Japanese builders to come back/);
    await hands.escape(2);
  });

  await report.test("F12 on a name goes to the register, on a weekday to the date that it counts from", async () => {
    await goTo("kabul-interview.md", "Nazari denied", 2);
    await page.keyboard.press("F12");
    await isAt("entities.yml", "name: Latif Nazari", 6);
    await goTo("kabul-interview.md", "Tuesday he used", 2);
    await page.keyboard.press("F12");
    await isAt("kabul-interview.md", "date: 2025-03-25", 6);
  });

  await report.test("the declaration of a name, and the same quotation in the other reports", async () => {
    await goTo("kabul-interview.md", "Nazari denied", 2);
    await hands.command("Go to Declaration");
    await isAt("entities.yml", "name: Latif Nazari", 6);
    await goTo("kabul-interview.md", "engineers on every road", 3);
    await hands.command("Go to Implementations");
    await hands.sees(PEEK, "outreach-analysis.txt");
    await hands.sees(PEEK, "recognition-explainer.md");
    await hands.escape(2);
  });

  await report.test("Shift+F12 shows every mention in the folder; a mention's others are marked", async () => {
    await goTo("kabul-interview.md", "Latif Nazari keeps", 2);
    // “Nazari” alone is marked too: these are the mentions and not the word.
    await page.waitForFunction(() => document.querySelectorAll(".wordHighlight, .wordHighlightText, .wordHighlightStrong").length > 2);
    await page.keyboard.press("Shift+F12");
    await hands.sees(PEEK, "delegation-arrives.txt");
    await hands.sees(PEEK, "aid-figures.txt");
    await hands.escape(2);
  });

  await report.test("F2 shows every change before it is made, and makes it", async () => {
    await goTo("kabul-interview.md", "Nazari denied", 2);
    await page.keyboard.press("F2");
    const name = page.locator(".rename-box input");
    await name.fill("Nazeri");
    await page.keyboard.press("Control+Enter");
    const row = (words) => page.locator(".bulk-edit-panel .monaco-list-row", { hasText: words }).first();
    await row("aid-figures.txt").waitFor();
    await row("delegation-arrives.txt").waitFor();
    await page.locator(".bulk-edit-panel .monaco-button", { hasText: "Apply" }).click();
    await hands.sees(".view-line", /Nazeri\sdenied/);
    await hands.open("entities.yml");
    await hands.sees(".view-line", /name:\sLatif\sNazeri/);
    await undo();
  });

  await report.test("names are completed, with what is known of them", async () => {
    await hands.open("desk-notes.md");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Later Yosh");
    await page.keyboard.press("Control+Space");
    await hands.sees(SUGGESTION, "Yoshimasa Hayashi");
    await page.keyboard.press("Control+Space");
    await hands.sees(".suggest-details", /chief cabinet secretary/);
    await page.keyboard.press("Enter");
    await page.keyboard.type(" saw [[kab");
    await page.keyboard.press("Control+Space");
    await hands.sees(SUGGESTION, "kabul-interview");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.querySelector(".view-lines")?.innerText.replace(/\u00a0/g, " ").includes("Later Yoshimasa Hayashi saw [[kabul-interview"));
    await hands.closeAll();
  });

  await report.test("a relative date has its day beside it, a name its color, an article its lens", async () => {
    await hands.open("kabul-interview.md");
    await hands.at(...find("kabul-interview.md", "Tuesday he used", 2));
    await hands.sees(".view-line", /Tuesday\s*25\sMarch\s2025/);
    await hands.open("delegation-arrives.txt");
    const plain = page.locator(".view-line span span", { hasText: /^Word\sof\sthe\sjourney/ }).first();
    const name = page.locator(".view-line span span", { hasText: /^Latif\sNazari$/ }).first();
    await name.waitFor();
    const color = (element) => element.evaluate((node) => getComputedStyle(node).color);
    assert.notEqual(await color(name), await color(plain));
    const lens = page.locator(".codelens-decoration a", { hasText: /related report/ });
    await hands.clickUntilSeen(lens, '.pane-header[aria-label^="Related reports" i]', "");
  });

  await report.test("a lens of the register opens the mentions", async () => {
    await hands.open("entities.yml");
    await page.keyboard.press("Control+Home");
    const lenses = page.locator(".codelens-decoration a", { hasText: /\d+ mentions in \d+ reports/ });
    await lenses.first().waitFor();
    // The page has them in no order; the one at the top is Latif Nazari's.
    const tops = await lenses.evaluateAll((all) => all.map((lens) => lens.getBoundingClientRect().top));
    await hands.clickUntilSeen(lenses.nth(tops.indexOf(Math.min(...tops))), PEEK, "kabul-interview.md");
    await hands.escape(2);
  });

  await report.test("the outline of plain text, and the folder's names and headings by their letters", async () => {
    await hands.open("outreach-analysis.txt");
    await hands.quickInput("Control+Shift+O", "@priv");
    await hands.sees(QUICK_ROW, "Private Channels");
    await hands.escape(2);
    await hands.quickInput("Control+T", "#nazari");
    await hands.sees(QUICK_ROW, "Latif Nazari");
    await hands.escape(2);
    await hands.quickInput("Control+T", "#work, roads");
    await hands.sees(QUICK_ROW, "Work, roads and power");
    await hands.escape(2);
  });

  await report.test("sections of plain text fold, and a selection grows by word, name and sentence", async () => {
    await goTo("outreach-analysis.txt", "Nazari was a member", 2);
    await hands.command("Fold All");
    await page.waitForFunction(() => !document.querySelector(".view-lines")?.innerText.replace(/\u00a0/g, " ").includes("was a member of"));
    await hands.command("Unfold All");
    await goTo("outreach-analysis.txt", "Economy Minister Latif Nazari set", 20);
    for (const words of ["Latif", "Latif Nazari", "Deputy Economy Minister Latif Nazari set out his wishes in Kabul."]) {
      await hands.command("Expand Selection");
      await hands.sees(".statusbar-item", `(${words.length} selected)`);
    }
  });

  await report.test("a link of plain text leads to its passage", async () => {
    await goTo("links.txt", "kabul-interview.md#", 4);
    await hands.command("Open Link");
    await page.waitForSelector('.tab.active[data-resource-name="kabul-interview.md"]');
  });

  await report.test("the call hierarchy of an article: who cites it, and what it cites", async () => {
    await goTo("kabul-interview.md", "# Nazari asks", 4);
    await hands.command("Peek Call Hierarchy");
    await hands.sees(PEEK, "What recognition would mean");
    await hands.escape(2);
  });

  await report.test("a name can be put into the register, and a day written out", async () => {
    await goTo("delegation-arrives.txt", "Nippon Zaidan and", 3);
    await hands.command("Quick Fix...");
    await page.locator(".action-widget .monaco-list-row", { hasText: "Add Nippon Zaidan to entities.yml" }).click();
    await hands.open("entities.yml");
    await page.keyboard.press("Control+End");
    await hands.sees(".view-line", /name:\sNippon\sZaidan/);
    await undo();
    await goTo("kabul-interview.md", "Tuesday he used", 2);
    await hands.command("Refactor...");
    await page.locator(".action-widget .monaco-list-row", { hasText: "Write the date out: Tuesday 25 March 2025" }).click();
    const written = () => readFileSync(path.join(desk.folder, "kabul-interview.md"), "utf8");
    for (let left = 40; left > 0 && !/on Tuesday 25 March 2025 he used/.test(written()); left -= 1) {
      await page.keyboard.press("Control+S");
      await page.waitForTimeout(250);
    }
    assert.match(written(), /on Tuesday 25 March 2025 he used/);
    await undo();
  });

  await report.test("a finding opens the other report, and is dismissed", async () => {
    await goTo("delegation-arrives.txt", "on Monday", 4);
    await page.waitForSelector(".squiggly-info");
    await hands.command("Quick Fix...");
    await page.locator(".action-widget .monaco-list-row", { hasText: "Open outreach-analysis.txt:8" }).click();
    await isAt("outreach-analysis.txt", "February 2025", "February 2025".length);
    await goTo("delegation-arrives.txt", "on Monday", 4);
    await hands.command("Quick Fix...");
    await page.locator(".action-widget .monaco-list-row", { hasText: "Dismiss this undated-article" }).click();
    await hands.gone(".squiggly-info");
    await undo();
  });

  await report.test("what another program writes is noticed", async () => {
    await hands.open("recognition-explainer.md");
    const finding = "does not contain “the doors of all our ministries stand open”";
    await hands.command("Problems: Focus on Problems View");
    await hands.sees(".markers-panel .monaco-list-row", finding);
    const source = path.join(desk.folder, "kabul-interview.md");
    const before = readFileSync(source, "utf8");
    writeFileSync(source, `${before}\nHe added that the doors of all our ministries stand open.\n`);
    await page.waitForFunction((words) => !document.querySelector(".markers-panel")?.innerText.includes(words), finding);
    writeFileSync(source, before);
    await hands.sees(".markers-panel .monaco-list-row", finding);
    await hands.command("View: Hide Panel");
    await hands.closeAll();
  });
}
