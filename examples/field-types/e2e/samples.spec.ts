import { expect, test } from "@playwright/test";
import { signUp } from "./account";

test("samples: add, change, delete", async ({ page }) => {
  await signUp(page);
  await page.goto("/samples");
  const form = page.locator("form.quick-add");
  const list = page.getByRole("region", { name: "All samples" });
  const rows = list.locator("tbody tr");
  const before = await rows.count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await form.locator('[name="title"]').fill("Example");
  await form.locator('[name="body"]').fill("Example");
  await form.locator('[name="count"]').fill("7");
  await form.locator('[name="score"]').fill("1.5");
  await form.locator('[name="price"]').fill("12.5000");
  await form.locator('[name="done"]').check();
  await form.locator('[name="day"]').fill("2026-01-31");
  await form.locator('[name="at"]').fill("2026-01-31T12:00");
  await form.locator('[name="mood"]').selectOption("good");
  await form.locator('[name="contact"]').fill("name@example.com");
  await form.locator('[name="link"]').fill("https://example.com/");
  await form.locator('[name="token"]').fill("0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e");
  await form.locator('[name="meta"]').fill('{"example": [1, 2]}');
  await form.locator('[name="title"]').fill("  ");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await form.locator('[name="title"]').fill("Example");
  await form.locator('[name="body"]').fill("Example");
  await form.locator('[name="count"]').fill("7");
  await form.locator('[name="score"]').fill("1.5");
  await form.locator('[name="price"]').fill("12.5000");
  await form.locator('[name="done"]').check();
  await form.locator('[name="day"]').fill("2026-01-31");
  await form.locator('[name="at"]').fill("2026-01-31T12:00");
  await form.locator('[name="mood"]').selectOption("good");
  await form.locator('[name="contact"]').fill("name@example.com");
  await form.locator('[name="link"]').fill("https://example.com/");
  await form.locator('[name="token"]').fill("0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e");
  await form.locator('[name="meta"]').fill('{"example": [1, 2]}');
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Sample saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/samples");
  await rows.first().getByRole("checkbox").check();
  await list.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 sample deleted.")).toBeVisible();
  await expect(rows).toHaveCount(before);
});
