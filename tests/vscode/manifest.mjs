// What the manifest must agree about with the rest of the project.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

const json = (...parts) => JSON.parse(readFileSync(path.join(...parts), "utf8"));

/** `packed` is the extension as it was installed, `editors` the folder with the schemas. */
export async function manifestTests(report, packed, editors) {
  const { contributes } = json(packed, "package.json");
  const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties));

  await report.test("the settings are the keys of copydesk.toml", async () => {
    const schema = json(editors, "schemas/copydesk.schema.json");
    // Metadata of single articles belongs into the folder, not into a person's settings.
    const keys = Object.keys(schema.properties).filter((key) => key !== "article");
    const own = Object.keys(settings).map((key) => key.replace("copydesk.", ""));
    assert.deepEqual(own.filter((key) => !["path", "trace.server"].includes(key)).sort(), keys.sort());
    for (const [key, definition] of [["profile", "Profile"], ["dates", "Strategy"], ["diagnostics", "Diagnostics"]]) {
      const values = schema.$defs[definition].oneOf.map((one) => one.const);
      assert.deepEqual(settings[`copydesk.${key}`].enum.filter(Boolean), values, key);
      assert.equal(settings[`copydesk.${key}`].markdownEnumDescriptions.length, values.length + 1, key);
    }
  });

  await report.test("the package knows the rules of its server", async () => {
    const { properties } = settings["copydesk.rules"];
    assert.match(properties["weekday-mismatch"].description, /weekday/);
    assert.ok(properties.citations);
  });

  await report.test("every command that is named somewhere exists", async () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    const words = JSON.stringify(contributes);
    for (const [, command] of words.matchAll(/(?:command:|onCommand:)(copydesk\.\w+)/g)) {
      assert.ok(known.has(command), command);
    }
    for (const entry of Object.values(contributes.menus).flat()) {
      assert.ok(known.has(entry.command), entry.command);
    }
  });
}
