// The events as the page draws them: sorted, with their days as numbers, a number for each report.

import type { TimelineEvent } from "../contract";
import { dayNumber, spanWords, type Words } from "./days";

export interface Report {
  uri: string;
  title: string;
  /** Which of the colors it has. */
  color: number;
  events: number;
}

export interface Item {
  /** Its place in the server's list. */
  index: number;
  event: TimelineEvent;
  report: Report;
  from: number;
  to: number;
  words: Words;
  conflicts: Item[];
}

export interface Model {
  items: Item[];
  reports: Report[];
}

const COLORS = 6;

export function model(events: TimelineEvent[]): Model {
  const reports = new Map<string, Report>();
  const byIndex = new Map<number, Item>();
  events.forEach((event, index) => {
    const from = dayNumber(event.from);
    const to = dayNumber(event.to);
    if (from === undefined || to === undefined) {
      return;
    }
    const title = event.title || event.uri.slice(event.uri.lastIndexOf("/") + 1);
    const report = reports.get(event.uri) ?? { uri: event.uri, title, color: reports.size % COLORS, events: 0 };
    report.events += 1;
    reports.set(event.uri, report);
    const words = spanWords(from, to);
    byIndex.set(index, { index, event, report, from, to: Math.max(to, from + 1), words, conflicts: [] });
  });
  for (const item of byIndex.values()) {
    item.conflicts = item.event.conflicts.flatMap((other) => byIndex.get(other) ?? []);
  }
  const items = [...byIndex.values()].sort((one, other) => one.from - other.from || one.to - other.to || one.index - other.index);
  return { items, reports: [...reports.values()] };
}
