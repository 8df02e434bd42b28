// The picture on top: all events on one axis, a lane for each report, conflicts joined by a line.

import { shortDay, year } from "./days";
import { svg } from "./element";
import type { Item, Report } from "./model";
import { scale, type Scale } from "./scale";

const LANE = 26;
const TOP = 14;
const BOTTOM = 40;
const SIDE = 16;
const DOT = 5;
const LABEL = 46;

export function axis(items: Item[], reports: Report[], width: number, choose: (item: Item) => void): SVGSVGElement {
  const lanes = new Map(reports.map((report, index) => [report.uri, TOP + LANE * index + LANE / 2]));
  const lane = (item: Item): number => lanes.get(item.report.uri) ?? TOP;
  const days = scale(
    items.flatMap(({ from, to }) => [from, to]),
    width - 2 * SIDE,
  );
  const base = TOP + LANE * reports.length + 6;
  const picture = svg("svg", {
    class: "axis",
    width: days.width + 2 * SIDE,
    height: base + BOTTOM,
    role: "group",
    "aria-label": "All events on one axis",
  });
  const inner = svg("g", { transform: `translate(${SIDE} 0)` });
  inner.append(
    ...[...lanes.values()].map((y) => svg("line", { class: "lane", x1: 0, x2: days.width, y1: y, y2: y })),
    ...ground(items, days, base),
    ...items.flatMap((item) => threads(item, days, lane)),
    ...items.map((item) => mark(item, days, lane(item), choose)),
  );
  picture.append(inner);
  return picture;
}

/** The line at the bottom, its days and its breaks. */
function ground(items: Item[], days: Scale, base: number): SVGElement[] {
  const drawn: SVGElement[] = [svg("line", { class: "ground", x1: 0, x2: days.width, y1: base, y2: base })];
  for (const { x } of days.breaks) {
    drawn.push(
      svg("rect", { class: "gap", x: x - 4, y: base - 4, width: 8, height: 8 }),
      svg("path", { class: "ground", d: `M${x - 5} ${base + 5}l4 -10M${x + 1} ${base + 5}l4 -10` }),
    );
  }
  let free = -Infinity;
  let lastYear = "";
  for (const day of new Set(items.map(({ from }) => from))) {
    const x = days.x(day);
    drawn.push(svg("line", { class: "tick", x1: x, x2: x, y1: base, y2: base + 5 }));
    if (x < free) {
      continue;
    }
    free = x + LABEL;
    // The first and the last label stay inside the picture.
    const anchor = x < LABEL / 2 ? "start" : x > days.width - LABEL / 2 ? "end" : "middle";
    drawn.push(svg("text", { x, y: base + 18, "text-anchor": anchor }, shortDay(day)));
    if (year(day) !== lastYear) {
      lastYear = year(day);
      drawn.push(svg("text", { class: "year", x, y: base + 32, "text-anchor": anchor }, lastYear));
    }
  }
  return drawn;
}

/** The lines from an event to those that differ from it, each pair once. */
function threads(item: Item, days: Scale, lane: (item: Item) => number): SVGElement[] {
  const later = item.conflicts.filter((other) => other.index > item.index || !other.conflicts.includes(item));
  return later.map((other) => {
    const [x1, y1, x2, y2] = [middle(item, days), lane(item), middle(other, days), lane(other)];
    const bend = y1 === y2 ? -LANE : 0;
    const [cx, cy] = [(x1 + x2) / 2, (y1 + y2) / 2 + bend];
    return svg("path", { class: "thread", d: `M${x1} ${y1}Q${cx} ${cy} ${x2} ${y2}` });
  });
}

function middle(item: Item, days: Scale): number {
  return item.to - item.from === 1 ? days.x(item.from) : (days.x(item.from) + days.x(item.to)) / 2;
}

function mark(item: Item, days: Scale, y: number, choose: (item: Item) => void): SVGElement {
  const x = days.x(item.from);
  const shape =
    item.to - item.from === 1
      ? svg("circle", { cx: x, cy: y, r: DOT })
      : svg("rect", { x, y: y - 4, width: Math.max(days.x(item.to) - x, DOT), height: 8, rx: 4 });
  const isOdd = item.conflicts.length > 0;
  const title = svg("title", {}, `${item.words.head}\n${item.report.title}\n${item.event.sentence}`);
  const group = svg(
    "g",
    { class: `mark color-${item.report.color}${isOdd ? " conflict" : ""}`, "data-index": item.index },
    title,
    shape,
  );
  group.addEventListener("click", () => choose(item));
  return group;
}
