import { expect, test } from "@playwright/test";
import { signUp } from "./account";
import { chooseFirst } from "./choose";
import { addCategory } from "./records/categories";

test("products: add, change, delete", async ({ page }) => {
  await signUp(page);
  await addCategory(page);
  await page.goto("/products");
  const form = page.locator("form.quick-add");
  const list = page.getByRole("region", { name: "All products" });
  const rows = list.locator("tbody tr");
  const before = await rows.count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await form.locator('[name="name"]').fill("Example");
  await form.locator('[name="price"]').fill("12.5000");
  await chooseFirst(form, "categoryId");
  await form.locator('[name="name"]').fill("  ");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await form.locator('[name="name"]').fill("Example");
  await form.locator('[name="price"]').fill("12.5000");
  await chooseFirst(form, "categoryId");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Product saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/products");
  await rows.first().getByRole("checkbox").check();
  await list.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 product deleted.")).toBeVisible();
  await expect(rows).toHaveCount(before);
});
