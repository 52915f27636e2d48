import { expect, type Page } from "@playwright/test";

/** Adds one of the categories, for what refers to them. */
export async function addCategory(page: Page): Promise<void> {
  await page.goto("/categories/new");
  const form = page.locator("form.card");
  const made = Date.now();
  await form.locator('[name="name"]').fill(`Example ${made}`);
  await form.getByRole("button", { name: "Add category" }).click();
  await expect(page.getByText("Category added.")).toBeVisible();
}
