// Bundles the extension and the timeline's page into dist/. `--watch` goes on doing so.

import { context } from "esbuild";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));
const shared = { absWorkingDir: here, bundle: true, minify: true, legalComments: "eof", logLevel: "warning" };

const bundles = [
  {
    ...shared,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    mainFields: ["module", "main"],
  },
  {
    ...shared,
    entryPoints: ["src/timeline/page.ts"],
    outfile: "dist/timeline.js",
    platform: "browser",
    format: "iife",
    target: "es2022",
  },
];

for (const options of bundles) {
  const bundle = await context(options);
  if (process.argv.includes("--watch")) {
    await bundle.watch();
  } else {
    await bundle.rebuild();
    await bundle.dispose();
  }
}
