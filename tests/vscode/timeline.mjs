// The days and the axis of the timeline.

import assert from "node:assert/strict";

import { dayNumber, spanWords } from "../../editors/vscode/src/timeline/days.ts";
import { scale } from "../../editors/vscode/src/timeline/scale.ts";

export async function timelineTests(report) {
  await report.test("a span of days is named as a person would", async () => {
    const words = (from, to) => {
      const { head, detail } = spanWords(dayNumber(from), dayNumber(to));
      return `${head}: ${detail}`;
    };
    assert.equal(words("2025-02-17", "2025-02-18"), "17 February 2025: Monday");
    assert.equal(words("2025-02-01", "2025-03-01"), "February 2025: the month");
    assert.equal(words("2021-01-01", "2022-01-01"), "2021: the year");
    assert.equal(words("2010-01-01", "2020-01-01"), "2010 – 2019: 10 years");
    assert.equal(words("2025-02-15", "2025-02-22"), "15 – 21 February 2025: 7 days");
    assert.equal(words("2025-01-30", "2025-02-03"), "30 January – 2 February 2025: 4 days");
    assert.equal(words("2024-12-30", "2025-01-06"), "30 December 2024 – 5 January 2025: 7 days");
    assert.equal(words("2025-04-01", "2025-07-01"), "1 April – 30 June 2025: 3 months");
    assert.equal(dayNumber("soon"), undefined);
  });

  await report.test("the axis keeps the order, fills the width, and shortens the empty years", async () => {
    const days = ["2021-08-01", "2025-02-16", "2025-02-17", "2025-02-18"].map(dayNumber);
    const axis = scale(days, 600);
    const at = days.map((day) => axis.x(day));
    assert.deepEqual(at, [...at].sort((one, other) => one - other));
    assert.equal(Math.round(at.at(-1)), 600);
    assert.ok(at[1] - at[0] < 20 * (at[2] - at[1]), "four years are not a thousand times a day");
    assert.equal(axis.breaks.length, 1);
    assert.equal(scale([5], 600).x(5), 0);
  });
}
