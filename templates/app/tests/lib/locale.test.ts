import { expect, test } from "vitest";
import { localeIn } from "@/lib/locale";

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
