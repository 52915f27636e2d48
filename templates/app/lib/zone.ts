/** The moment that a clock on the wall of a time zone means: a day, which is its beginning, or a day and a time. */
export function momentIn(text: string, zone: string): Date | null {
  const wall = WALL.test(text) ? Date.parse(`${text}${text.includes("T") ? "" : "T00:00"}Z`) : NaN;
  // JavaScript reads the 31st of February as the third of March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(text.slice(0, 10)))
    return null;
  // The zone may be another one hour ahead or behind on either side of a change: the second look decides.
  const near = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(near, zone));
}

const WALL = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?)?$/;

/** How many milliseconds a zone's clocks are ahead of UTC at a moment. */
function offsetAt(moment: number, zone: string): number {
  if (zone === "UTC") return 0;
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(moment).find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours, minutes = "0", seconds = "0"] =
    /GMT([+-])(\d\d):?(\d\d)?:?(\d\d)?/.exec(name ?? "") ?? [];
  if (!hours) return 0;
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === "-" ? -ahead : ahead) * 1000;
}
