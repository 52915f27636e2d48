// Does what people do with a page, in a real browser, by keyboard alone: reads scenarios as JSON from stdin and
// answers one line of JSON for each. It works without JavaScript too, where nothing in the page may be waited for.
import { readFileSync } from "node:fs";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const PATIENCE_MS = 10_000;
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const { browser: kind, javascript, base, scenarios } = JSON.parse(readFileSync(0, "utf8"));
const isFirefox = kind === "firefox";
const browser = await puppeteer.launch(
  isFirefox
    ? {
        browser: "firefox",
        executablePath: "/usr/bin/firefox-esr",
        extraPrefsFirefox: { "javascript.enabled": javascript },
      }
    : { executablePath: "/usr/bin/chromium", args: QUIET },
);
const VERBS = {
  goto: (page, path) => page.goto(new URL(path, base).href),
  reload: (page) => page.reload(),
  see: (page, text) => until(() => page.evaluate(shows, text), `to see ${text}`),
  unseen: (page, text) => until(async () => !(await page.evaluate(shows, text)), `not to see ${text}`),
  at: (page, pattern) =>
    until(async () => new RegExp(`^${pattern}$`).test(pathOf(page)), `to be at ${pattern}`),
  value: (page, label, text) =>
    until(async () => (await page.evaluate(valueOf, label)) === text, `${label} to be ${text}`),
  count: (page, selector, number) =>
    until(
      () => page.evaluate((css, n) => document.querySelectorAll(css).length === n, selector, number),
      `${number} of ${selector}`,
    ),
  async accessible(page) {
    const found = [...(await violations(page, "light")), ...(await violations(page, "dark"))];
    if (found.length > 0) throw new Error(found.join("\n"));
  },
  focused: (page, label) =>
    until(() => page.evaluate(isFocused, label), `the focus to be on ${label}`),
  async type(page, label, text) {
    await focus(page, label);
    await page.evaluate(() => document.activeElement.select?.());
    if (text === "") await page.keyboard.press("Backspace");
    else await page.keyboard.type(text);
  },
  async choose(page, label, option) {
    await focus(page, label);
    await page.evaluate((text) => {
      const control = document.activeElement;
      const chosen = [...control.options].find((one) => one.text === text || one.value === text);
      if (!chosen) throw new Error(`no option ${text}`);
      control.value = chosen.value;
    }, option);
  },
  async toggle(page, label) {
    await focus(page, label);
    await page.keyboard.press(" ");
  },
  async press(page, label) {
    await focus(page, label);
    const moved = javascript ? null : page.waitForNavigation({ timeout: PATIENCE_MS });
    await page.keyboard.press("Enter");
    await moved;
  },
};

async function play({ name, cookies = [], steps }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  if (!isFirefox) await page.setJavaScriptEnabled(javascript);
  if (cookies.length > 0) {
    const domain = new URL(base).hostname;
    await context.setCookie(...cookies.map((cookie) => ({ ...cookie, domain, path: "/" })));
  }
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
  try {
    for (const [number, [verb, ...rest]] of steps.entries()) {
      try {
        await VERBS[verb](page, ...rest);
      } catch (error) {
        const text = await page.evaluate(() => document.body?.innerText ?? "").catch(String);
        return { name, step: number, verb: [verb, ...rest], failed: String(error), url: page.url(), text };
      }
    }
    return { name, errors };
  } finally {
    await context.close();
  }
}

/** What axe finds wrong with the page as it is now, a line each; in this colour scheme. */
async function violations(page, scheme) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

function pathOf(page) {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

async function focus(page, label) {
  await until(() => page.evaluate(focusOn, label), `to find ${label}`);
}

async function until(holds, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    // A page that is just being left cannot be asked.
    if (await holds().catch(() => false)) return;
    if (Date.now() > end) throw new Error(`waited ${PATIENCE_MS} ms ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// From here on: what runs inside the page.

function shows(text) {
  return document.body.innerText.replace(/\s+/g, " ").includes(text);
}

function focusOn(wanted) {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const nameOf = (one) =>
    one.labels?.length > 0 ? tidy(one.labels[0].textContent).replace(/ \(optional\)$/, "") : tidy(one.textContent);
  const controls = [...document.querySelectorAll("input, select, textarea, button, a[href], summary")];
  const found = controls.find((one) => one.getClientRects().length > 0 && nameOf(one) === wanted);
  found?.focus();
  return found !== undefined && document.activeElement === found;
}

function valueOf(wanted) {
  const label = [...document.querySelectorAll("label")].find(
    (one) => one.textContent.replace(/ \(optional\)$/, "").trim() === wanted,
  );
  const control = label?.control;
  if (!control) return undefined;
  return control.type === "checkbox" ? control.checked : control.value;
}

function isFocused(wanted) {
  const one = document.activeElement;
  const name = one?.labels?.length > 0 ? one.labels[0].textContent : one?.textContent;
  return (name ?? "").replace(/ \(optional\)$/, "").replace(/\s+/g, " ").trim() === wanted;
}

try {
  for (const scenario of scenarios) console.log(JSON.stringify(await play(scenario)));
} finally {
  await browser.close();
}
