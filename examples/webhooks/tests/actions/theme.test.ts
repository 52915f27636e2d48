import { expect, test } from "vitest";
import { chooseTheme } from "@/app/(pages)/theme";
import { readTheme } from "@/lib/preferences";
import { formData } from "../support/forms";
import { signedInAs, visiting } from "../support/session";

test("how light the pages are is for anybody to choose, and nonsense is no choice", async () => {
  visiting();
  expect(await readTheme()).toBe("system");
  signedInAs(null);
  for (const [theme, kept] of [
    ["dark", "dark"],
    ["light", "light"],
    ["nonsense", "system"],
    ["dark", "dark"],
    ["", "system"],
  ] as const) {
    await chooseTheme(formData({ theme }));
    expect(await readTheme()).toBe(kept);
  }
});
