import { expect, test } from "@playwright/test";
import { signUp } from "./account";
import { chooseFirst } from "./choose";
import { addCustomer } from "./records/customers";

test("orders: add, change, delete", async ({ page }) => {
  await signUp(page);
  await addCustomer(page);
  await page.goto("/orders");
  const form = page.locator("form.quick-add");
  const list = page.getByRole("region", { name: "All orders" });
  const rows = list.locator("tbody tr");
  // What no two records may have alike is another one each time.
  const made = Date.now();
  const typed = {
    number: `Example ${made}`,
  };
  const before = await rows.count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await chooseFirst(form, "customerId");
  await form.locator('[name="number"]').fill(typed.number);
  await form.locator('[name="number"]').fill("  ");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await chooseFirst(form, "customerId");
  await form.locator('[name="number"]').fill(typed.number);
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Order saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/orders");
  await rows.first().getByRole("checkbox").check();
  await list.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 order deleted.")).toBeVisible();
  await expect(rows).toHaveCount(before);
});
