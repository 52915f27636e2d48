// What clocks show somewhere, and which moment that is. JavaScript knows the offsets of every zone, but tells
// them only by formatting a moment.

export const UTC = "UTC";

/** A time zone by its name, such as `Europe/Zurich`; whatever is none becomes UTC. */
export function zoneIn(name: unknown): string {
  if (typeof name !== "string" || name === "" || name.length > 50) return UTC;
  try {
    const timeZone = decodeURIComponent(name);
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return UTC;
  }
}

/** What clocks in a zone show at a moment, as an input takes it: `2026-01-31T13:00:00.000`. */
export function clockText(moment: Date, zone: string): string {
  return new Date(moment.getTime() + offsetAt(moment.getTime(), zone)).toISOString().slice(0, -1);
}

/**
 * The moment at which clocks in a zone show this: the first of two where they are put back, and null where
 * they never do, because they are put forward over it.
 */
export function momentOf(clock: string, zone: string): Date | null {
  const shown = Date.parse(`${clock}Z`);
  const offsets = [offsetAt(shown - DAY_MS, zone), offsetAt(shown + DAY_MS, zone)];
  const moments = offsets.map((offset) => shown - offset);
  const found = moments.filter((moment, place) => offsetAt(moment, zone) === offsets[place]);
  return found.length > 0 ? new Date(Math.min(...found)) : null;
}

/**
 * The moment that a day means there, which is its beginning, or a day and a time: null for what is neither. What
 * clocks are put forward over is as if they were not: a bound of a list is no mistake for that.
 */
export function momentIn(text: string, zone: string): Date | null {
  const clock = text.includes("T") ? text : `${text}T00:00`;
  const shown = CLOCK.test(clock) ? Date.parse(`${clock}Z`) : Number.NaN;
  // JavaScript reads the 31st of February as the third of March.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(text.slice(0, 10)))
    return null;
  return momentOf(clock, zone) ?? new Date(shown - offsetAt(shown - DAY_MS, zone));
}

const CLOCK = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;

const DAY_MS = 24 * 60 * 60 * 1000;

// Making a formatter takes longer than using it a hundred times.
const formatters = new Map<string, Intl.DateTimeFormat>();
const MOST = 100;

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  if (formatters.size >= MOST) formatters.clear();
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(zone, formatter);
  return formatter;
}

/** How far the clocks in a zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  if (zone === UTC || Number.isNaN(moment)) return 0;
  const second = Math.floor(moment / 1000) * 1000;
  const parts = formatterOf(zone).formatToParts(second);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value);
  const shown = new Date(0);
  // Date.UTC would take the year 99 for 1999.
  shown.setUTCFullYear(part("year"), part("month") - 1, part("day"));
  shown.setUTCHours(part("hour"), part("minute"), part("second"));
  return shown.getTime() - second;
}
