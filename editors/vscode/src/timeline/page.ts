// The page of the timeline: hears what to show, draws it, says what was pressed.

import { axis } from "./axis";
import { button, html } from "./element";
import { list } from "./list";
import type { FromPage, Scope, Shown, ToPage } from "./messages";
import { type Item, type Model, model } from "./model";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
const main = document.querySelector("main") ?? document.body;

/** What a person has hidden here. */
const hidden = new Set<string>();
let onlyConflicts = false;
let shown: Shown | undefined;

function draw(): void {
  if (!shown) {
    return;
  }
  const all = model(shown.events);
  const items = all.items.filter(
    ({ report, conflicts }) => !hidden.has(report.uri) && (!onlyConflicts || conflicts.length > 0),
  );
  main.replaceChildren(header(shown, all));
  if (all.items.length === 0) {
    main.append(html("p", { class: "note" }, shown.note ?? nothing(shown)));
    return;
  }
  main.append(legend(all));
  if (items.length === 0) {
    main.append(html("p", { class: "note" }, "Everything is hidden."));
    return;
  }
  const frame = html("div", { class: "frame" });
  main.append(frame, list(items, { open: (item) => editor.postMessage({ open: item.event }), find: flash }));
  const reports = all.reports.filter(({ uri }) => items.some(({ report }) => report.uri === uri));
  frame.append(axis(items, reports, frame.clientWidth, flash));
}

function nothing({ scope }: Shown): string {
  return scope === "article"
    ? "Neither this report nor those related to it tell of a day."
    : "No report of this folder tells of a day.";
}

function header({ scope, article }: Shown, all: Model): HTMLElement {
  const conflicts = conflictCount(all.items);
  const counts = [count(all.items.length, "event"), count(all.reports.length, "report")];
  const isEmpty = all.items.length === 0;
  const tell = html("p", { class: "counts" }, isEmpty ? "" : `${counts.join(" in ")}${conflicts > 0 ? ", " : ""}`);
  if (conflicts > 0) {
    tell.append(html("strong", {}, count(conflicts, "conflict")));
  }
  const choice = html("div", { class: "scopes", role: "group", "aria-label": "Which reports" });
  if (article) {
    choice.append(
      scopeButton("article", scope, "Related reports", `${article.title} and the reports related to it`),
      scopeButton("folder", scope, "Whole folder", "Every report of the folder"),
    );
  }
  return html("header", {}, html("div", {}, html("h1", {}, "Timeline"), tell), choice);
}

function scopeButton(scope: Scope, now: Scope, words: string, title: string): HTMLElement {
  const pressed = (): void => {
    editor.setState({ scope });
    editor.postMessage({ scope });
  };
  return button({ class: "scope", title, "aria-pressed": String(scope === now) }, pressed, words);
}

/** A button for each report, to hide and show it, and one for the conflicts alone. */
function legend(all: Model): HTMLElement {
  const buttons = all.reports.map(({ uri, title, color, events }) => {
    const toggle = (): void => {
      if (!hidden.delete(uri)) {
        hidden.add(uri);
      }
      draw();
    };
    const state = { class: `chip color-${color}`, "aria-pressed": String(!hidden.has(uri)), title: `Show or hide: ${title}` };
    const parts = [html("span", { class: "dot" }), html("span", { class: "name" }, title)];
    return button(state, toggle, ...parts, html("span", { class: "number" }, String(events)));
  });
  if (conflictCount(all.items) > 0) {
    const toggle = (): void => {
      onlyConflicts = !onlyConflicts;
      draw();
    };
    const state = { class: "chip conflicts", "aria-pressed": String(onlyConflicts) };
    buttons.push(button(state, toggle, "Only conflicts"));
  }
  return html("nav", { class: "legend", "aria-label": "Reports" }, ...buttons);
}

/** Pairs, each once. */
function conflictCount(items: Item[]): number {
  const pairs = items.flatMap((item) =>
    item.conflicts.map((other) => [item.index, other.index].sort((a, b) => a - b).join(" ")),
  );
  return new Set(pairs).size;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Brings an event's card into view. */
function flash(item: Item): void {
  const card = document.getElementById(`event-${item.index}`);
  card?.scrollIntoView({ block: "center", behavior: "smooth" });
  card?.querySelector("button")?.focus({ preventScroll: true });
  card?.classList.add("found");
  setTimeout(() => card?.classList.remove("found"), 1500);
}

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  shown = data.show;
  editor.setState({ scope: shown.scope });
  draw();
});
let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth !== width) {
    width = window.innerWidth;
    draw();
  }
});
editor.postMessage({ ready: true });
