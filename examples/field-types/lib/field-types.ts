import { z } from "zod";

/** An exact number as text, for what floating point would round: prices, quantities. */
export const decimal = () =>
  z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/, "Enter a number, such as 12.50.");

/** A day, from the first year that PostgreSQL takes without an era. */
export const day = () =>
  z.iso.date().refine((text) => text >= "0001-01-01", "Enter a date, such as 2026-01-31.");

// Years of four digits, from 100 on: JavaScript reads what PostgreSQL writes for year 1 as 2001.
const EARLIEST = new Date("0100-01-01T00:00:00Z");
const LATEST = new Date("9999-12-31T23:59:59.999Z");

/** A point in time: ISO 8601 with its offset comes in, a Date goes on. */
export const moment = () =>
  z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .refine((date) => date >= EARLIEST, "This is too long ago.")
    .refine((date) => date <= LATEST, "This is too far ahead.");

/** Any JSON but null, which the database would take for no value at all. */
export const anyJson = () => z.json().refine((value) => value !== null, "Required.");

/** An http(s) address: a link to anything else could run a script. */
export const webAddress = () => z.url({ protocol: /^https?$/ }).max(2048);
