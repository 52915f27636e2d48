import { expect, test } from "@playwright/test";
import { signUp } from "./account";

test("customers: add, change, delete", async ({ page }) => {
  await signUp(page);
  await page.goto("/customers");
  const form = page.locator("form.quick-add");
  const list = page.getByRole("region", { name: "All customers" });
  const rows = list.locator("tbody tr");
  // What no two records may have alike is another one each time.
  const made = Date.now();
  const typed = {
    email: `name${made}@example.com`,
  };
  const before = await rows.count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await form.locator('[name="name"]').fill("Example");
  await form.locator('[name="email"]').fill(typed.email);
  await form.locator('[name="name"]').fill("  ");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await form.locator('[name="name"]').fill("Example");
  await form.locator('[name="email"]').fill(typed.email);
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Customer saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.goto("/customers");
  await rows.first().getByRole("checkbox").check();
  await list.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 customer deleted.")).toBeVisible();
  await expect(rows).toHaveCount(before);
});
