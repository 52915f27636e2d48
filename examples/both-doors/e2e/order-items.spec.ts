import { expect, test } from "@playwright/test";
import { signUp } from "./account";
import { chooseFirst } from "./choose";
import { addOrder } from "./records/orders";
import { addProduct } from "./records/products";

test("order items: add, change, delete", async ({ page }) => {
  await signUp(page);
  await addOrder(page);
  await addProduct(page);
  await page.goto("/order-items");
  const form = page.locator("form.quick-add");
  const list = page.getByRole("region", { name: "All order items" });
  const rows = list.locator("tbody tr");
  const before = await rows.count();

  await chooseFirst(form, "orderId");
  await chooseFirst(form, "productId");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Order item saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/order-items");
  await rows.first().getByRole("checkbox").check();
  await list.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 order item deleted.")).toBeVisible();
  await expect(rows).toHaveCount(before);
});
