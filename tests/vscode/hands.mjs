// What a person does with VS Code: keys, the mouse, and looking.

const QUICK_INPUT = ".quick-input-widget:not([style*='display: none']) input";

export class Hands {
  constructor(page) {
    this.page = page;
  }

  /** The words of an element, with plain spaces. */
  async words(selector) {
    const element = this.page.locator(selector).first();
    await element.waitFor();
    return (await element.innerText()).replace(/\u00a0/g, " ");
  }

  async sees(selector, words, timeout = 20_000) {
    await this.page.locator(selector).filter({ hasText: words }).first().waitFor({ timeout });
  }

  /** Does something until it works, four times at most. */
  async again(attempt) {
    for (let left = 4; ; left -= 1) {
      try {
        return await attempt();
      } catch (error) {
        if (left === 1) {
          throw error;
        }
      }
    }
  }

  /** What is clicked may be drawn anew just then, and the click is lost: then it is clicked again. */
  async clickUntilSeen(target, selector, words) {
    await this.again(async () => {
      await target.first().click();
      await this.sees(selector, words, 5000);
    });
  }

  async gone(selector, timeout = 20_000) {
    await this.page.waitForFunction((wanted) => !document.querySelector(wanted), selector, { timeout });
  }

  /** The box closes when an editor that is just opening takes the focus: then it is asked for again. */
  async quickInput(key, words) {
    await this.again(async () => {
      await this.page.keyboard.press(key);
      await this.page.locator(QUICK_INPUT).first().fill(words, { timeout: 3000 });
    });
  }

  async command(words) {
    await this.quickInput("F1", `>${words}`);
    await this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: words }).first().click();
    await this.mouseAway();
  }

  /** Nothing is pointed at. */
  async mouseAway() {
    await this.page.mouse.move(300, 4);
  }

  async open(name) {
    await this.quickInput("Control+P", name);
    await this.page.locator(`.quick-input-list .monaco-list-row[aria-label*="${name}"]`).first().click();
    await this.mouseAway();
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
    await this.page.waitForSelector(".view-lines .view-line");
  }

  /** Puts the cursor at a line and column, counted from 1. */
  async at(line, column) {
    await this.quickInput("Control+P", `:${line}:${column}`);
    await this.page.waitForTimeout(150);
    await this.page.keyboard.press("Enter");
    await this.sees(".statusbar-item", new RegExp(`Ln ${line}, Col ${column}\\b`));
  }

  /** A lens that comes just then moves the lines, and the editor hides the card: then it is asked for again. */
  async hover() {
    const card = ".monaco-hover:not(.hidden)";
    return this.again(async () => {
      await this.command("Show or Focus Hover");
      await this.page.waitForTimeout(300);
      await this.page.locator(card).first().waitFor({ timeout: 3000 });
      return this.words(card);
    });
  }

  async escape(times = 1) {
    for (let time = 0; time < times; time += 1) {
      await this.page.keyboard.press("Escape");
      await this.page.waitForTimeout(60);
    }
  }

  async closeAll() {
    await this.command("View: Close All Editors");
    const dont = this.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Don't Save" });
    if (await dont.isVisible().catch(() => false)) {
      await dont.click();
    }
  }
}
