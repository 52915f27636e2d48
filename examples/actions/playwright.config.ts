import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 3100);
const baseURL = `http://127.0.0.1:${port}`;

// A browser that is installed anyway; without one, `npx playwright install chromium` fetches it.
const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  forbidOnly: Boolean(process.env.CI),
  // One at a time: the tests share a server, and some resources are shared by everybody.
  workers: 1,
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? installed,
      // Chromium's sandbox does not start for root, as in most containers.
      args: isRoot ? ["--no-sandbox", "--disable-gpu"] : [],
    },
  },
  projects: [
    { name: "with JavaScript" },
    { name: "without JavaScript", use: { javaScriptEnabled: false } },
  ],
  webServer: {
    command: `npm run build && npm run start -- --hostname 127.0.0.1 --port ${port}`,
    url: `${baseURL}/api/hello`,
    timeout: 180_000,
    env: {
      BETTER_AUTH_URL: baseURL,
      // A database of its own, gone when the server ends.
      DATABASE_URL: process.env.DATABASE_URL ?? "memory://",
    },
  },
});
