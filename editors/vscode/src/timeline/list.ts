// The events below the axis, day by day.

import { button, html } from "./element";
import type { Item } from "./model";

export interface Pressed {
  open(item: Item): void;
  find(item: Item): void;
}

export function list(items: Item[], pressed: Pressed): HTMLElement {
  const drawn = html("ol", { class: "days" });
  let cards: HTMLElement | undefined;
  let last = "";
  for (const item of items) {
    const key = `${item.from} ${item.to}`;
    if (!cards || key !== last) {
      last = key;
      cards = html("div", { class: "cards" });
      const when = html(
        "h2",
        { class: "when" },
        html("span", { class: "date" }, item.words.head),
        html("span", { class: "detail" }, item.words.detail),
      );
      drawn.append(html("li", { class: "day" }, when, cards));
    }
    cards.append(card(item, pressed));
  }
  return drawn;
}

function card(item: Item, pressed: Pressed): HTMLElement {
  const isOdd = item.conflicts.length > 0;
  const open = button(
    { class: "open", title: `Open ${item.report.title}` },
    () => pressed.open(item),
    html("span", { class: "report" }, html("span", { class: "dot" }), item.report.title),
    html("span", { class: "sentence" }, item.event.sentence),
  );
  const drawn = html(
    "article",
    { class: `card color-${item.report.color}${isOdd ? " conflict" : ""}`, id: `event-${item.index}` },
    open,
  );
  for (const other of item.conflicts) {
    drawn.append(
      button(
        { class: "differs", title: "Show the other event" },
        () => pressed.find(other),
        `Differs from ${other.report.title}: ${other.words.head}`,
      ),
    );
  }
  if (item.event.entities.length > 0) {
    drawn.append(html("p", { class: "entities" }, ...item.event.entities.map((name) => html("span", {}, name))));
  }
  return drawn;
}
