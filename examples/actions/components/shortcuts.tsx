"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";

// A link, a button or an input says which key it answers to: aria-keyshortcuts="n". Whoever talks to their
// computer, or presses keys by mistake, can switch this off (WCAG 2.2, 2.1.4).
const OFF = "shortcuts-off";
const WITH_KEY = "[aria-keyshortcuts]";

type Shortcut = { key: string; label: string };

/** Listens for the keys of the page, and lists them when `?` is pressed. */
export function Shortcuts() {
  const dialog = useRef<HTMLDivElement>(null);
  const [shortcuts, setShortcuts] = useState<Shortcut[]>([]);
  const id = useId();

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target) || localStorage.getItem(OFF)) return;
      if (event.key === "?") dialog.current?.showPopover();
      else if (!answer(event.key)) return;
      event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    <div
      ref={dialog}
      id="shortcuts"
      popover="auto"
      role="dialog"
      aria-labelledby={id}
      className="dialog space-y-4"
      onToggle={() => setShortcuts(shortcutsOfPage())}
    >
      <h2 id={id} className="text-base font-semibold">
        Keyboard shortcuts
      </h2>
      <dl className="divide-y divide-line">
        <Row name="This list">?</Row>
        {shortcuts.map(({ key, label }) => (
          <Row key={key} name={label}>
            {key}
          </Row>
        ))}
        <Row name="Close a menu">Esc</Row>
      </dl>
      <label className="flex items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          defaultChecked={typeof localStorage === "undefined" || !localStorage.getItem(OFF)}
          onChange={(event) => keep(event.target.checked)}
        />
        Listen for these keys
      </label>
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-4 py-2">
      <dt>{name}</dt>
      <dd>
        <kbd className="key">{children}</kbd>
      </dd>
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest("input,textarea,select,[contenteditable]") !== null
  );
}

/** Do what a key stands for on this page; false when it stands for nothing. */
function answer(key: string): boolean {
  const element = elements().find((one) => one.getAttribute("aria-keyshortcuts") === key);
  if (!element) return false;
  if (element.matches("input")) element.focus();
  else element.click();
  return true;
}

function shortcutsOfPage(): Shortcut[] {
  return elements().map((element) => ({
    key: element.getAttribute("aria-keyshortcuts") ?? "",
    label: element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "",
  }));
}

/** What answers to a key and can be seen, the first for each key. */
function elements(): HTMLElement[] {
  const seen = [...document.querySelectorAll<HTMLElement>(WITH_KEY)].filter((one) =>
    one.checkVisibility(),
  );
  const keys = seen.map((one) => one.getAttribute("aria-keyshortcuts"));
  return seen.filter((_, place) => keys.indexOf(keys[place] ?? "") === place);
}

function keep(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "true");
}
