import { expect, test } from "@playwright/test";
import { signUp } from "./account";

test("drafts: add, change, delete", async ({ page }) => {
  await signUp(page);
  await page.goto("/drafts");
  const form = page.locator("form.quick-add");
  const list = page.getByRole("region", { name: "All drafts" });
  const rows = list.locator("tbody tr");
  const before = await rows.count();

  await form.locator('[name="title"]').fill("Example");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Draft saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/drafts");
  await rows.first().getByRole("checkbox").check();
  await list.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 draft deleted.")).toBeVisible();
  await expect(rows).toHaveCount(before);
});
