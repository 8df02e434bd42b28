// The pictures of the extension's README: COPYDESK_LOOK=FOLDER tests/vscode/run takes them instead of testing.
// node tests/vscode/look.mjs CACHE SCRATCH VSIX ARTICLES

import path from "node:path";

import { Desk } from "./desk.mjs";
import { Hands } from "./hands.mjs";

const [cache, scratch, vsix, articles] = process.argv.slice(2);
const folder = process.env.COPYDESK_LOOK;

const settings = {
  "workbench.colorTheme": process.env.COPYDESK_THEME ?? "Default Light Modern",
  "editor.fontSize": 13,
  "workbench.layoutControl.enabled": false,
};
const desk = new Desk({ cache, scratch, articles, settings });
const save = (name) => desk.page.screenshot({ path: path.join(folder, `${name}.png`) });

try {
  await desk.install(vsix);
  await desk.start({ width: 1120, height: 640 });
  const { page } = desk;
  const hands = new Hands(page);

  await hands.open("delegation-arrives.txt");
  await page.waitForSelector(".squiggly-info");
  await hands.command("Copydesk: Show Related Reports");
  await page.waitForSelector('.monaco-list-row[aria-label*="Yoshimasa Hayashi"]');
  await hands.open("delegation-arrives.txt");
  await hands.at(5, 226);
  await hands.hover();
  await page.waitForTimeout(500);
  await save("look");

  await hands.escape(2);
  desk.addFarewell();
  // Until the list of files knows them.
  await page.waitForTimeout(4000);
  await hands.open("obituary.md");
  await page.waitForSelector(".squiggly-warning");
  await hands.command("Copydesk: Show Timeline");
  await page.frameLocator("iframe.webview").first().frameLocator("iframe#active-frame").locator(".card.conflict").first().waitFor();
  await hands.command("View: Toggle Maximize Editor Group");
  await hands.command("View: Toggle Primary Side Bar Visibility");
  await page.waitForTimeout(1000);
  await save("timeline");
} finally {
  await desk.stop();
}
process.exit(0);
