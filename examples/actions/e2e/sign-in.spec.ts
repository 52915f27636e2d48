import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { signOut, signUp } from "./account";

test("sign up, sign out, sign in", async ({ page }) => {
  const { email, password } = await signUp(page);
  await signOut(page);

  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Invalid email or password")).toBeVisible();

  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
});

test("an API key is shown once and can be revoked", async ({ page }) => {
  await signUp(page);
  await page.goto("/api-keys");
  await page.getByLabel("Name").fill("Phone");
  await page.getByRole("button", { name: "Make a key" }).click();
  const key = page.getByText(/^sk_[0-9a-f]{16}_[\w-]{43}$/);
  await expect(key).toBeVisible();
  await page.goto("/api-keys");
  await expect(key).toBeHidden();

  await page.getByRole("button", { name: "Revoke Phone" }).click();
  await expect(page.getByText("You have no API keys yet.")).toBeVisible();
});

test("who is sent to sign in comes back to the page they wanted", async ({ page }) => {
  await signUp(page);
  await page.goto("/doors");
  await expect(page.getByText("/api/hello")).toBeVisible();
  await signOut(page);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await page.goto("/api-keys");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill("Test");
  await page.getByLabel("Email").fill(`${randomUUID()}@example.com`);
  await page.getByLabel("Password").fill(randomUUID());
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/api-keys");
});
