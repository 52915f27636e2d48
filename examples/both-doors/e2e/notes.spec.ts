import { expect, test } from "@playwright/test";
import { signUp } from "./account";

test("notes: add, change, delete", async ({ page }) => {
  await signUp(page);
  await page.goto("/notes");
  const list = page.getByRole("region", { name: "All notes" });
  const before = await list.getByRole("listitem").count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await page.locator('[name="text"]').first().fill("Example");
  await page.locator('[name="text"]').first().fill("  ");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await page.locator('[name="text"]').first().fill("Example");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(list.getByRole("listitem")).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Note saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("Note deleted.")).toBeVisible();
  await expect(list.getByRole("listitem")).toHaveCount(before);

  await page.goto("/notes/new");
  await page.locator('[name="text"]').fill("Example");
  await page.getByRole("button", { name: "Add note", exact: true }).click();
  await expect(page.getByText("Note added.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();
});
