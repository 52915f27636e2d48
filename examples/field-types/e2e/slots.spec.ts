import { expect, test } from "@playwright/test";
import { signUp } from "./account";

test("slots: add, change, delete", async ({ page }) => {
  await signUp(page);
  await page.goto("/slots");
  const list = page.getByRole("region", { name: "All slots" });
  // What no two records may have alike is another one each time.
  const made = Date.now();
  const typed = {
    room: `Example ${made}`,
    code: made.toString(36).slice(-8).padStart(8, "0"),
  };
  const before = await list.getByRole("listitem").count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await page.locator('[name="room"]').first().fill(typed.room);
  await page.locator('[name="day"]').first().fill("2026-01-31");
  await page.locator('[name="hour"]').first().fill("7");
  await page.locator('[name="price"]').first().fill("12.5000");
  await page.locator('[name="state"]').first().selectOption("open");
  await page.locator('[name="code"]').first().fill(typed.code);
  await page.locator('[name="room"]').first().fill("  ");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await page.locator('[name="room"]').first().fill(typed.room);
  await page.locator('[name="day"]').first().fill("2026-01-31");
  await page.locator('[name="hour"]').first().fill("7");
  await page.locator('[name="price"]').first().fill("12.5000");
  await page.locator('[name="state"]').first().selectOption("open");
  await page.locator('[name="code"]').first().fill(typed.code);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(list.getByRole("listitem")).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Slot saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/slots");
  await list.getByRole("button", { name: "Delete" }).first().click();
  await expect(list.getByRole("listitem")).toHaveCount(before);
});
