import { expect, type Page } from "@playwright/test";
import { chooseFirst } from "../choose";
import { addCustomer } from "./customers";

/** Adds one of the orders, for what refers to them. */
export async function addOrder(page: Page): Promise<void> {
  await addCustomer(page);
  await page.goto("/orders/new");
  const form = page.locator("form.card");
  const made = Date.now();
  await chooseFirst(form, "customerId");
  await form.locator('[name="number"]').fill(`Example ${made}`);
  await form.getByRole("button", { name: "Add order" }).click();
  await expect(page.getByText("Order added.")).toBeVisible();
}
