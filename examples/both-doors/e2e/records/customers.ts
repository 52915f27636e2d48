import { expect, type Page } from "@playwright/test";

/** Adds one of the customers, for what refers to them. */
export async function addCustomer(page: Page): Promise<void> {
  await page.goto("/customers/new");
  const form = page.locator("form.card");
  const made = Date.now();
  await form.locator('[name="name"]').fill("Example");
  await form.locator('[name="email"]').fill(`name${made}@example.com`);
  await form.getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByText("Customer added.")).toBeVisible();
}
