// Does what people do with a page, in a real browser, by keyboard alone: reads scenarios as JSON from stdin and
// answers one line of JSON for each. It works without JavaScript too, where nothing in the page may be waited for.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const PATIENCE_MS = 10_000;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const { browser: kind, chromium, javascript, base, scenarios } = JSON.parse(readFileSync(0, "utf8"));
const isFirefox = kind === "firefox";
const browser = await puppeteer.launch(
  isFirefox
    ? {
        browser: "firefox",
        defaultViewport: DESKTOP,
        executablePath: "/usr/bin/firefox-esr",
        extraPrefsFirefox: { "javascript.enabled": javascript },
      }
    : {
        executablePath: chromium,
        headless: chromium.endsWith("-shell") ? "shell" : true,
        args: QUIET,
        defaultViewport: DESKTOP,
      },
);
// What only shows something more is opened; all else is pressed.
const OPENERS = "button[popovertarget], summary";
const CONTROLS = `input, select, textarea, button:not([popovertarget]), a[href]`;
const VERBS = {
  goto: (page, path) => page.goto(new URL(path, base).href),
  reload: (page) => page.reload(),
  see: (page, text) => until(() => page.evaluate(shows, text), `to see ${text}`),
  unseen: (page, text) => until(async () => !(await page.evaluate(shows, text)), `not to see ${text}`),
  at: (page, pattern) =>
    until(async () => new RegExp(`^${pattern}$`).test(pathOf(page)), `to be at ${pattern}`),
  value: (page, label, text) => is(() => page.evaluate(valueOf, label), text, `${label} to be`),
  count: (page, selector, number) => is(() => page.evaluate(countOf, selector), number, `the number of ${selector} to be`),
  async accessible(page, state) {
    // A page that a script went to has its title a moment later.
    const titled = until(() => page.evaluate(() => document.title.trim() !== ""), "for a title");
    const found = await titled.then(() => page.evaluate(headings), (error) => [String(error)]);
    // axe waits for itself inside the page.
    if (!javascript) await page.setJavaScriptEnabled(true);
    await page.evaluate(axe.source);
    if (page.viewport().width === PHONE.width) {
      // What is only there on a phone.
      for (const scheme of ["light", "dark"]) found.push(...(await violations(page, scheme)));
      found.push(...(await page.evaluate(tooWide)));
    } else {
      // What is played both ways is seen in every pair of these.
      found.push(...(await violations(page, javascript ? "light" : "dark")));
      await page.setViewport(PHONE);
      found.push(...(await violations(page, javascript ? "dark" : "light")));
      found.push(...(await page.evaluate(tooWide)));
      await page.setViewport(DESKTOP);
    }
    found.push(...(await page.evaluate(unseenFocus)));
    if (!javascript) await page.setJavaScriptEnabled(false);
    return { state, faults: [...new Set(found)] };
  },
  async cookie(page, name, value) {
    const domain = new URL(base).hostname;
    await page.browserContext().setCookie({ name, value, domain, path: "/" });
  },
  run: (_page, command, ...rest) => void execFileSync(command, rest, { stdio: "pipe" }),
  focused: (page, label) =>
    until(() => page.evaluate(isFocused, label), `the focus to be on ${label}`),
  async type(page, label, text) {
    await focus(page, label);
    await page.evaluate(() => document.activeElement.select?.());
    if (text === "") await page.keyboard.press("Backspace");
    else await page.keyboard.type(text);
  },
  async set(page, label, text) {
    await focus(page, label);
    // How a date is typed depends on the browser's language.
    await page.evaluate((value) => Object.assign(document.activeElement, { value }), text);
  },
  async choose(page, label, option) {
    await focus(page, label, "select");
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
  async open(page, label) {
    await until(() => page.evaluate(focusOn, label, OPENERS), `to find ${label}`);
    await page.keyboard.press("Enter");
    await until(() => page.evaluate(isOpened), `${label} to open`);
  },
  async hide(page, label) {
    await until(() => page.evaluate(focusOn, label, OPENERS), `to find ${label}`);
    await page.keyboard.press("Enter");
    await until(async () => !(await page.evaluate(isOpened)), `${label} to hide it`);
  },
  phone: (page) => page.setViewport(PHONE),
  async press(page, label) {
    await focus(page, label);
    const moved = javascript ? null : page.waitForNavigation({ timeout: PATIENCE_MS });
    await page.keyboard.press("Enter");
    await moved;
  },
};

async function play({ name, cookies = [], steps }) {
  const context = await browser.createBrowserContext();
  const errors = [];
  const tabs = [];
  async function tab(number) {
    tabs[number] ??= await open(context, errors);
    await tabs[number].bringToFront();
    return tabs[number];
  }

  if (cookies.length > 0) {
    const domain = new URL(base).hostname;
    await context.setCookie(...cookies.map((cookie) => ({ ...cookie, domain, path: "/" })));
  }
  const states = [];
  let page = await tab(1);
  try {
    for (const [number, [verb, ...rest]] of steps.entries()) {
      try {
        if (verb === "tab") page = await tab(...rest);
        else if (verb === "accessible") states.push(await VERBS.accessible(page, ...rest));
        else await VERBS[verb](page, ...rest);
      } catch (error) {
        const text = await page.evaluate(() => document.body?.innerText ?? "").catch(String);
        return { name, step: number, verb: [verb, ...rest], failed: String(error), url: page.url(), text, states };
      }
    }
    return { name, errors, states };
  } finally {
    await context.close();
  }
}

async function open(context, errors) {
  const page = await context.newPage();
  if (!isFirefox) await page.setJavaScriptEnabled(javascript);
  page.on("pageerror", (error) => errors.push(String(error)));
  // Whether to leave what was typed.
  page.on("dialog", (dialog) => dialog.accept());
  page.on("console", async (said) => {
    if (said.type() === "error") errors.push(await inFull(said));
  });
  return page;
}

/** What was said in the console, errors with where they come from. */
async function inFull(said) {
  const tell = (one) => one.evaluate((value) => String(value?.stack ? `${value}\n${value.stack}` : value));
  const told = await Promise.all(said.args().map((one) => tell(one).catch(() => "…")));
  return [said.text(), ...told].join(" ");
}

/** What axe finds wrong with the page as it is now, a line each; in this colour scheme. */
async function violations(page, scheme) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.evaluate(still);
  const rules = { "target-size": { enabled: true } };
  const asked = { rules, resultTypes: ["violations"] };
  const { violations } = await page.evaluate((options) => window.axe.run(options), asked);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

/** Let what fades be done: it has a colour of its own then. In a tab that nobody sees it would never be. */
function still() {
  const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < Infinity);
  for (const one of passing) one.finish();
}

function pathOf(page) {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

async function focus(page, label, css = CONTROLS) {
  await until(() => page.evaluate(focusOn, label, css), `to find ${label}`);
}

async function is(asked, wanted, what) {
  let last;
  const holds = async () => (last = await asked()) === wanted;
  await until(holds, `for ${what} ${wanted}`).catch((error) => {
    throw new Error(`${error.message}; it is ${last}`);
  });
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

function focusOn(wanted, css) {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  // A menu says what it is before whose it is.
  const said = (one) => one.querySelector("[popovertarget] > .sr-only") ?? one;
  const nameOf = (one) =>
    one.labels?.length > 0
      ? tidy(one.labels[0].textContent).replace(/ \(optional\)$/, "")
      : (one.getAttribute("aria-label") ?? tidy(said(one).textContent));
  // What has been opened comes first, and then what the page is about: "Sign in" is in the header, too.
  const controls = [":popover-open", "main", "body"].flatMap((part) => [...document.querySelectorAll(`${part} :is(${css})`)]);
  const found = controls.find((one) => one.getClientRects().length > 0 && nameOf(one) === wanted);
  found?.focus();
  return found !== undefined && document.activeElement === found;
}

/** Whether what the focus is on has opened what it opens: a popover, or details. */
function isOpened() {
  const one = document.activeElement;
  const opener = document.querySelector(":popover-open") ?? one?.closest("details[open]");
  return opener !== null && opener !== undefined;
}

function countOf(selector) {
  return document.querySelectorAll(selector).length;
}

function valueOf(wanted) {
  const label = [...document.querySelectorAll("label")].find(
    (one) => one.textContent.replace(/ \(optional\)$/, "").trim() === wanted,
  );
  const control = label?.control;
  if (!control) return undefined;
  return control.type === "checkbox" ? control.checked : control.value;
}

function headings() {
  const number = document.querySelectorAll("h1").length;
  return number === 1 ? [] : [`${number} headings of level 1`];
}

function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} pixels wide, on a screen of ${clientWidth}`] : [];
}

function unseenFocus() {
  const before = document.activeElement;
  const controls = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
  const unseen = [...controls].filter((one) => {
    one.focus({ preventScroll: true });
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return one.checkVisibility() && (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 1);
  });
  before.focus({ preventScroll: true });
  return unseen.map((one) => `its focus cannot be seen: ${one.outerHTML}`);
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
