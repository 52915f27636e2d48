import { expect, test } from "vitest";
import { momentIn } from "@/lib/zone";

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
])("%s in %s is %s", (text, zone, moment) => {
  expect(momentIn(text, zone)?.toISOString()).toBe(moment);
});

test.each(["", "soon", "2026-02-31", "2026-01-31T12:00:00Z", "12:00", "2026-1-1"])(
  "%j is none",
  (text) => {
    expect(momentIn(text, "UTC")).toBeNull();
  },
);
