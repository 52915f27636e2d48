import { expect, test } from "@playwright/test";
import { signUp } from "./account";

test("notes: add, change, delete", async ({ page }) => {
  await signUp(page);
  await page.goto("/notes");
  const form = page.locator("form.quick-add");
  const list = page.getByRole("region", { name: "All notes" });
  const rows = list.locator("tbody tr");
  const before = await rows.count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await form.locator('[name="text"]').fill("Example");
  await form.locator('[name="text"]').fill("  ");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await form.locator('[name="text"]').fill("Example");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Note saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/notes");
  await rows.first().getByRole("checkbox").check();
  await list.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 note deleted.")).toBeVisible();
  await expect(rows).toHaveCount(before);
});
