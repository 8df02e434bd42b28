// How the program is found, and what is said when there is none that runs.

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { find, NoProgram } from "../../editors/vscode/src/client/find.ts";

/** `scratch` is a folder that does not exist yet. */
export async function findTests(report, scratch) {
  const put = (name, source, mode = 0o755) => {
    const file = path.join(scratch, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, source);
    chmodSync(file, mode);
    return file;
  };
  const good = (words) => `#!/bin/sh\necho copydesk ${words}\n`;
  const bundled = path.dirname(path.dirname(put("extension/server/copydesk", good("2.0.0"))));
  const onPath = path.dirname(put("bin/copydesk", good("3.0.0")));
  const named = put("named", good("1.0.0"));

  const withPath = async (directory, body) => {
    const before = process.env.PATH;
    process.env.PATH = `${directory}${path.delimiter}/usr/bin${path.delimiter}/bin`;
    try {
      await body();
    } finally {
      process.env.PATH = before;
    }
  };
  const fails = (setting, words) =>
    assert.rejects(find(setting, bundled), (error) => error instanceof NoProgram && words.test(error.message));

  await report.test("the setting comes first, then the program of the extension, then the PATH", () =>
    withPath(onPath, async () => {
      assert.deepEqual(await find(named, bundled), { path: named, version: "copydesk 1.0.0", origin: "setting" });
      assert.equal((await find(undefined, bundled)).version, "copydesk 2.0.0");
      assert.equal((await find(undefined, scratch)).origin, "PATH");
    }),
  );

  await report.test("what is wrong with a program is said in words", async () => {
    await fails(path.join(scratch, "none"), /there is no such file/);
    await fails(scratch, /a folder and not the program/);
    await fails(put("odd", "#!/bin/sh\necho something else\n"), /it said “something else”/);
    await fails(put("silent", "#!/bin/sh\necho broken pipe >&2\nexit 3\n"), /does not run: broken pipe/);
    await fails(put("plain", good("1"), 0o644), /chmod \+x/);
    await fails(put("foreign", "\x7fELF\x02\x01\x01 for another machine"), /no program for this machine/);
    await withPath(scratch, () =>
      assert.rejects(find(undefined, scratch), /not in this extension and not on the PATH/),
    );
  });
}
