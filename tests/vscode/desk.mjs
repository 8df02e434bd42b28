// VS Code for the tests: code-server with a home of its own, and a browser that shows it.

import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

const CHROMIUM = process.env.CHROMIUM ?? "chromium";
const START_MS = 60_000;

const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "files.autoSave": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "window.restoreWindows": "none",
  "editor.hover.delay": 100,
  "editor.wordWrap": "on",
  "editor.minimap.enabled": false,
};

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export class Desk {
  /** `cache` has the programs, `scratch` is a folder for this run, `articles` are copied into it. */
  constructor({ cache, scratch, articles, settings = {} }) {
    this.cache = cache;
    this.scratch = scratch;
    this.folder = path.join(scratch, "articles");
    this.articles = articles;
    for (const name of ["data/User", "extensions", "home", "browser", "tmp"]) {
      mkdirSync(path.join(scratch, name), { recursive: true });
    }
    this.restore();
    writeFileSync(path.join(scratch, "data/User/settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  }

  /** More articles: three short ones about a death, which two of them date differently. */
  addFarewell() {
    cpSync(fileURLToPath(new URL("farewell", import.meta.url)), this.folder, { recursive: true });
  }

  /** The articles as they were; what was dismissed is not any more. */
  restore() {
    rmSync(path.join(this.folder, ".copydesk"), { recursive: true, force: true });
    cpSync(this.articles, this.folder, { recursive: true, dereference: true });
  }

  /** Settings of the folder; VS Code takes them up while it runs. */
  set(settings) {
    const directory = path.join(this.folder, ".vscode");
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, "settings.json"), JSON.stringify(settings, null, 2));
  }

  /** Writes a script that VS Code can start as the server. */
  program(name, source) {
    const file = path.join(this.scratch, name);
    writeFileSync(file, source);
    chmodSync(file, 0o755);
    return file;
  }

  spawn(parameters, output) {
    const entry = path.join(this.cache, "node_modules/code-server/out/node/entry.js");
    const own = ["--config", "/dev/null", "--user-data-dir", path.join(this.scratch, "data")];
    const home = path.join(this.scratch, "home");
    return spawn(
      path.join(this.cache, "bin/node"),
      [entry, ...own, "--extensions-dir", path.join(this.scratch, "extensions"), ...parameters],
      {
        detached: true,
        stdio: ["ignore", output, output],
        env: {
          // Nothing of the person who runs this; in particular no program on the PATH stands in for the package's.
          PATH: "/usr/local/bin:/usr/bin:/bin",
          LANG: "C.UTF-8",
          HOME: home,
          TMPDIR: path.join(this.scratch, "tmp"),
          // No marketplace is asked.
          EXTENSIONS_GALLERY: '{"serviceUrl":"http://127.0.0.1:9/none"}',
        },
      },
    );
  }

  async install(vsix) {
    const log = openSync(path.join(this.scratch, "install.log"), "w");
    const process = this.spawn(["--install-extension", vsix], log);
    const code = await new Promise((resolve) => process.on("exit", resolve));
    if (code !== 0) {
      throw new Error(`the extension cannot be installed (${code}), see install.log`);
    }
  }

  async start({ width = 1280, height = 800 } = {}) {
    const port = await freePort();
    const log = openSync(path.join(this.scratch, "code-server.log"), "w");
    const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
    this.server = this.spawn(
      ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, ...quiet, "--disable-getting-started-override", "--disable-proxy"],
      log,
    );
    await healthy(`http://127.0.0.1:${port}/healthz`);
    this.address = `http://127.0.0.1:${port}/?folder=${this.folder}`;
    const { chromium } = createRequire(path.join(this.cache, "package.json"))("playwright-core");
    this.browser = await chromium.launchPersistentContext(path.join(this.scratch, "browser"), {
      executablePath: CHROMIUM.includes("/") ? CHROMIUM : `/usr/bin/${CHROMIUM}`,
      headless: true,
      viewport: { width, height },
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    this.page = this.browser.pages()[0] ?? (await this.browser.newPage());
    this.page.setDefaultTimeout(15_000);
    await this.page.goto(this.address, { waitUntil: "domcontentloaded" });
    await this.page.waitForSelector(".explorer-folders-view .monaco-list-row", { timeout: START_MS });
  }

  async stop() {
    if (this.browser) {
      await Promise.race([this.browser.close(), new Promise((resolve) => setTimeout(resolve, 5000))]);
    }
    if (this.server) {
      try {
        process.kill(-this.server.pid, "SIGTERM");
      } catch {
        // It has ended already.
      }
    }
  }
}

async function healthy(address) {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    try {
      if ((await fetch(address)).ok) {
        return;
      }
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("code-server did not start");
}
