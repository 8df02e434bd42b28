// Days as numbers, and the words for a span of days.

const DAY_MS = 86_400_000;

/** Days since 1970. */
export function dayNumber(date: string): number | undefined {
  const found = /^(-?\d{4,})-(\d\d)-(\d\d)/.exec(date);
  if (!found) {
    return undefined;
  }
  const time = new Date(0);
  time.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return Math.round(time.getTime() / DAY_MS);
}

function format(day: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(day * DAY_MS);
}

/** "17 Feb" */
export function shortDay(day: number): string {
  return format(day, { day: "numeric", month: "short" });
}

export function year(day: number): string {
  return format(day, { year: "numeric" });
}

export interface Words {
  /** "17 February 2025" */
  head: string;
  /** "Monday", or how long it is */
  detail: string;
}

/** A half-open span of days. */
export function spanWords(from: number, to: number): Words {
  const last = Math.max(from, to - 1);
  const [a, b] = [new Date(from * DAY_MS), new Date((last + 1) * DAY_MS)];
  const long = { day: "numeric", month: "long", year: "numeric" } as const;
  if (last === from) {
    return { head: format(from, long), detail: format(from, { weekday: "long" }) };
  }
  const isWhole = a.getUTCDate() === 1 && b.getUTCDate() === 1;
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  if (isWhole && a.getUTCMonth() === 0 && months === 12) {
    return { head: year(from), detail: "the year" };
  }
  if (isWhole && months === 1) {
    return { head: format(from, { month: "long", year: "numeric" }), detail: "the month" };
  }
  const detail = isWhole && months > 1 ? `${months} months` : `${last - from + 1} days`;
  if (isWhole && months % 12 === 0) {
    return { head: `${year(from)} – ${year(last)}`, detail: `${months / 12} years` };
  }
  if (year(from) !== year(last)) {
    return { head: `${format(from, long)} – ${format(last, long)}`, detail };
  }
  const isOneMonth = a.getUTCMonth() === new Date(last * DAY_MS).getUTCMonth();
  const start = isOneMonth ? format(from, { day: "numeric" }) : format(from, { day: "numeric", month: "long" });
  return { head: `${start} – ${format(last, long)}`, detail };
}
