import { expect, type Page } from "@playwright/test";

/** Adds one of the products, for what refers to them. */
export async function addProduct(page: Page): Promise<void> {
  await page.goto("/products/new");
  const form = page.locator("form.card");
  await form.locator('[name="name"]').fill("Example");
  await form.locator('[name="price"]').fill("12.5000");
  await form.getByRole("button", { name: "Add product" }).click();
  await expect(page.getByText("Product added.")).toBeVisible();
}
