// The axis: days to pixels. Long empty stretches are drawn short, and marked as breaks.

const SMALLEST = 13;
const PER_DOUBLING = 4;
const BREAK_DAYS = 28;

export interface Break {
  x: number;
  days: number;
}

export interface Scale {
  x(day: number): number;
  width: number;
  breaks: Break[];
}

/** `days` are the first and the last days of all spans; the axis is at least `width` wide. */
export function scale(days: number[], width: number): Scale {
  const stops = [...new Set(days)].sort((one, other) => one - other);
  const gaps = stops.slice(1).map((stop, index) => stop - (stops[index] ?? stop));
  const natural = gaps.map((gap) => SMALLEST + PER_DOUBLING * Math.log2(gap));
  const sum = natural.reduce((one, other) => one + other, 0);
  const stretch = sum > 0 ? Math.max(1, width / sum) : 1;

  const at = new Map<number, number>();
  const breaks: Break[] = [];
  let x = 0;
  stops.forEach((stop, index) => {
    at.set(stop, x);
    const step = (natural[index] ?? 0) * stretch;
    const gap = gaps[index] ?? 0;
    if (gap > BREAK_DAYS) {
      breaks.push({ x: x + step / 2, days: gap });
    }
    x += step;
  });
  return { x: (day) => at.get(day) ?? 0, width: Math.max(x, width), breaks };
}
