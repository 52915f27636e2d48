const dateTime = new Intl.DateTimeFormat("en", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/** A moment for people to read, in UTC so that server and browser agree. */
export function formatDateTime(value: Date): string {
  // PostgreSQL knows moments that JavaScript does not, such as `infinity`.
  return Number.isNaN(value.getTime()) ? String(value) : `${dateTime.format(value)} UTC`;
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
