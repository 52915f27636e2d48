import { expect, test } from "@playwright/test";
import { signUp } from "./account";

test("people: add, change, delete", async ({ page }) => {
  await signUp(page);
  await page.goto("/people");
  const list = page.getByRole("region", { name: "All people" });
  const before = await list.getByRole("listitem").count();

  // Blanks get past the browser's own check, so this is the server's answer.
  await page.locator('[name="name"]').first().fill("Example");
  await page.locator('[name="name"]').first().fill("  ");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Please check the marked fields.")).toBeVisible();

  await page.locator('[name="name"]').first().fill("Example");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(list.getByRole("listitem")).toHaveCount(before + 1);

  await list.getByRole("link", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Person saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("Person deleted.")).toBeVisible();
  await expect(list.getByRole("listitem")).toHaveCount(before);

  await page.goto("/people/new");
  await page.locator('[name="name"]').fill("Example");
  await page.getByRole("button", { name: "Add person", exact: true }).click();
  await expect(page.getByText("Person added.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toBeVisible();
});
