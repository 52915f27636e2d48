import { expect, test } from "vitest";
import { localeIn, zoneIn } from "@/lib/locale";

test.each([
  ["de-CH,de;q=0.9", "de-CH"],
  ["en", "en"],
  [" fr ;q=0.5", "fr"],
  ["*", "en"],
  ["", "en"],
  [null, "en"],
  ["x".repeat(10_000), "en"],
  ["../../etc", "en"],
])("the language of %j is %j", (header, locale) => {
  expect(localeIn(header)).toBe(locale);
});

test.each([
  ["Europe/Zurich", "Europe/Zurich"],
  ["Europe%2FZurich", "Europe/Zurich"],
  ["Nowhere/At-all", "UTC"],
  ["%", "UTC"],
  ["x".repeat(1000), "UTC"],
  [undefined, "UTC"],
])("the time zone of %j is %j", (name, zone) => {
  expect(zoneIn(name)).toBe(zone);
});
