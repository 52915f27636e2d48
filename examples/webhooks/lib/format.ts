const dateTime = new Intl.DateTimeFormat("en", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/** A moment for people to read, in UTC so that server and browser agree. */
export function formatDateTime(value: Date): string {
  return `${dateTime.format(value)} UTC`;
}

/** Any field's value for people to read. */
export function display(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (value instanceof Date) return formatDateTime(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
