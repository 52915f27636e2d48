import { expect, test } from "vitest";
import { clockText, momentIn, momentOf, zoneIn } from "@/lib/time-zone";

const ZONES = [
  ...["UTC", "Europe/Zurich", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"],
  ...["Pacific/Apia", "America/St_Johns", "Africa/Monrovia"],
];

test.each([
  ["Europe/Zurich", "Europe/Zurich"],
  ["Europe%2FZurich", "Europe/Zurich"],
  ["Nowhere/At-all", "UTC"],
  ["%", "UTC"],
  ["x".repeat(1000), "UTC"],
  [undefined, "UTC"],
  [{}, "UTC"],
])("the time zone of %j is %j", (name, zone) => {
  expect(zoneIn(name)).toBe(zone);
});

test("clocks show another time in another zone", () => {
  const moment = new Date("2026-01-31T12:00:00.123Z");
  expect(clockText(moment, "UTC")).toBe("2026-01-31T12:00:00.123");
  expect(clockText(moment, "Europe/Zurich")).toBe("2026-01-31T13:00:00.123");
  expect(clockText(moment, "Asia/Kathmandu")).toBe("2026-01-31T17:45:00.123");
  expect(clockText(moment, "America/New_York")).toBe("2026-01-31T07:00:00.123");
});

test.each(ZONES)(
  "in %s what clocks show leads back to the moment, or to the first of two",
  (zone) => {
    const wrong = moments().filter((moment) => {
      const clock = clockText(moment, zone);
      const found = momentOf(clock, zone);
      return !found || found > moment || clockText(found, zone) !== clock;
    });
    expect(wrong).toEqual([]);
  },
);

/** Moments all over a year, of the days around which clocks change, and since the year 100: they were once local. */
function moments(): Date[] {
  const found = Array.from(
    { length: 1000 },
    (_, place) => new Date(Date.UTC(2026, 0, 1) + place * 31_600_123),
  );
  for (const day of ["03-08", "03-29", "04-05", "10-04", "10-25", "11-01"]) {
    const start = Date.parse(`2026-${day}T00:00Z`) - 86_400_000;
    for (let minute = 0; minute < 3 * 1440; minute += 20) {
      found.push(new Date(start + minute * 60_000));
    }
  }
  for (let year = 100; year < 10_000; year += 61) {
    found.push(new Date(`${String(year).padStart(4, "0")}-07-14T10:11:12.130Z`));
  }
  return found;
}

test("a time that clocks skip is none, and of one that they show twice it is the first", () => {
  expect(momentOf("2026-03-29T02:30", "Europe/Zurich")).toBeNull();
  expect(momentOf("2026-03-29T03:00", "Europe/Zurich")?.toISOString()).toBe(
    "2026-03-29T01:00:00.000Z",
  );
  expect(momentOf("2026-10-25T02:30", "Europe/Zurich")?.toISOString()).toBe(
    "2026-10-25T00:30:00.000Z",
  );
  // A whole day was skipped there.
  expect(momentOf("2011-12-30T12:00", "Pacific/Apia")).toBeNull();
  expect(momentOf("2026-04-05T01:45", "Australia/Lord_Howe")?.toISOString()).toBe(
    "2026-04-04T14:45:00.000Z",
  );
});

test.each([
  ["2026-01-31", "UTC", "2026-01-31T00:00:00.000Z"],
  ["2026-01-31", "Europe/Zurich", "2026-01-30T23:00:00.000Z"],
  ["2026-07-31T12:30", "Europe/Zurich", "2026-07-31T10:30:00.000Z"],
  ["2026-07-31T12:30:15.5", "America/New_York", "2026-07-31T16:30:15.500Z"],
  ["2026-01-31", "Asia/Kathmandu", "2026-01-30T18:15:00.000Z"],
  // The hour that there is twice, and the one that there is not.
  ["2026-10-25T01:59", "Europe/Zurich", "2026-10-24T23:59:00.000Z"],
  ["2026-10-25T03:00", "Europe/Zurich", "2026-10-25T02:00:00.000Z"],
  ["2026-03-29T01:59", "Europe/Zurich", "2026-03-29T00:59:00.000Z"],
  ["2026-03-29T03:00", "Europe/Zurich", "2026-03-29T01:00:00.000Z"],
  ["2026-03-29T02:30", "Europe/Zurich", "2026-03-29T01:30:00.000Z"],
])("as the bound of a list %s in %s is %s", (text, zone, moment) => {
  expect(momentIn(text, zone)?.toISOString()).toBe(moment);
});

test.each(["", "soon", "2026-02-31", "2026-01-31T12:00:00Z", "12:00", "2026-1-1"])(
  "%j is none",
  (text) => {
    expect(momentIn(text, "UTC")).toBeNull();
  },
);
