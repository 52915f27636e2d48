import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";

export type Account = { email: string; password: string };

/** Sign up through the form, as a new person would. */
export async function signUp(page: Page): Promise<Account> {
  const account = { email: `${randomUUID()}@example.com`, password: randomUUID() };
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Test");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
  return account;
}

/** Sign out through the menu of the account. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
}
