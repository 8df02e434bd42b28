// Runs the tests one after the other, and counts.

export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;

  /** `onFailure` may take a picture. */
  constructor(onFailure = async () => {}) {
    this.onFailure = onFailure;
    this.start = Date.now();
  }

  /** COPYDESK_ONLY is a part of the names of the tests that are wanted; what they stand on may be missing then. */
  isWanted(name) {
    const only = process.env.COPYDESK_ONLY;
    return !only || new RegExp(only, "i").test(name);
  }

  /** A browser under load can lose a key: a test is tried twice, and says so. The result: whether it passed. */
  async test(name, body) {
    if (!this.isWanted(name)) {
      return true;
    }
    for (const attempt of [1, 2]) {
      try {
        await body();
        this.passed += 1;
        this.say("ok", attempt > 1 ? `${name} (at the second attempt)` : name);
        return true;
      } catch (error) {
        await this.onFailure(name, attempt);
        const words = `${name}\n${String(error).slice(0, 1200)}`;
        if (attempt === 1) {
          this.say("?", words);
        } else {
          this.failed += 1;
          this.say("FAIL", words);
        }
      }
    }
    return false;
  }

  skip(name, why) {
    this.skipped += 1;
    this.say("skip", `${name}: ${why}`);
  }

  say(mark, words) {
    console.log(`${((Date.now() - this.start) / 1000).toFixed(1).padStart(6)} s  ${mark.padEnd(4)} ${words}`);
  }

  end() {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : "";
    console.log(`\n${this.passed} passed, ${this.failed} failed${skipped}`);
    return this.failed === 0 ? 0 : 1;
  }
}
