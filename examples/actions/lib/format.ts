/** How whoever asks reads numbers and times. */
export type Viewer = {
  locale: string;
  /** The time zone of their browser; UTC until it has told. */
  zone: string;
};

/** Values as people write them where they are: numbers, days and moments. */
export type Format = {
  number: (value: number) => string;
  decimal: (value: string) => string;
  day: (value: string) => string;
  moment: (value: Date) => string;
  /** How long ago, roughly: `3 days ago`. */
  ago: (value: Date) => string;
};

// Making a formatter takes longer than using it a thousand times.
const made = new Map<string, Format>();
const MOST = 100;

/** The formats of a viewer. */
export function formatFor({ locale, zone }: Viewer): Format {
  const key = `${locale} ${zone}`;
  const known = made.get(key);
  if (known) return known;
  if (made.size >= MOST) made.clear();
  const format = formats(locale, zone);
  made.set(key, format);
  return format;
}

function formats(locale: string, zone: string): Format {
  // A year is not 2,026.
  const useGrouping = "min2";
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping });
  const decimal = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: zone,
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return {
    number: (value) => number.format(value),
    decimal: (value) => decimal.format(value as `${number}`),
    day: (value) => (FOUR_DIGITS.test(value) ? day.format(new Date(`${value}T00:00Z`)) : value),
    moment: (value) =>
      isKnown(value) ? `${moment.format(value)}${zone === "UTC" ? " UTC" : ""}` : String(value),
    ago: (value) => (isKnown(value) ? agoIn(relative, value) : String(value)),
  };
}

// PostgreSQL knows days and moments that JavaScript does not, such as `infinity`.
const FOUR_DIGITS = /^\d{4}-\d\d-\d\d$/;

function isKnown(value: Date): boolean {
  return !Number.isNaN(value.getTime());
}

const UNITS = [
  ["year", 365 * 24 * 60 * 60],
  ["month", 30 * 24 * 60 * 60],
  ["day", 24 * 60 * 60],
  ["hour", 60 * 60],
  ["minute", 60],
] as const;

function agoIn(relative: Intl.RelativeTimeFormat, value: Date): string {
  const seconds = (value.getTime() - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return relative.format(unit === "second" ? 0 : Math.round(seconds / size), unit);
}

const english = formats("en", "UTC");

/** A moment for people to read, in UTC so that server and browser agree. */
export function formatDateTime(value: Date): string {
  return english.moment(value);
}

// A list shows where a long value begins; its own page shows it whole.
const SHOWN = 300;

/** Any field's value for people to read; of a long one, where it begins. */
export function display(value: unknown): string {
  const text = displayWhole(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text;
}

/** Any field's value for people to read, however long it is. */
export function displayWhole(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (value instanceof Date) return formatDateTime(value);
  return typeof value === "object" ? jsonOf(value) : String(value);
}

/** The label of a choice, which stands for itself where it has none. */
export function labelled(choice: string | null, labels: Record<string, string>): string | null {
  return choice !== null && Object.hasOwn(labels, choice) ? (labels[choice] ?? null) : choice;
}

/** What stands for JSON that cannot be shown. */
export const TOO_DEEP = "…";

/** A value as JSON; an ellipsis for what is nested deeper than the stack. */
export function jsonOf(value: unknown, indent = 0): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}
