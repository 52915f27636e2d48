"use client";

import { type ComponentProps, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import type { Named, Offers } from "@/lib/offers";

type Props = Pick<
  ComponentProps<"input">,
  "aria-describedby" | "aria-invalid" | "autoFocus" | "required"
> & {
  id: string;
  name: string;
  label: string;
  /** What is offered while nothing is typed, and where all there is is searched. */
  offers: Offers;
  path: string;
  /** The id of what is chosen to begin with, and of what somebody chose before this was here. */
  defaultValue: string;
  before: string;
};

const NOTHING: Named = { id: "", name: "" };
// Long enough for the next letter, and too short to be noticed.
const PAUSE_MS = 250;

/** A record, chosen by its name among more than a select could have: an editable combobox of ARIA 1.2. */
export function Combobox({ id, name, label, offers, path, defaultValue, before, ...input }: Props) {
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [picked, setPicked] = useState(() => named(before, offers.options));
  const [isPicked, setIsPicked] = useState(before !== defaultValue);
  const [text, setText] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [place, setPlace] = useState<number | null>(null);
  const search = text?.trim() ?? "";
  const { options, message, isCurrent } = useSearch(path, search, offers);
  const chosen = isPicked ? picked : named(defaultValue, [picked, ...offers.options]);
  // What is found for a text, Enter chooses at once; what is there without one, only after an arrow.
  const active = place ?? (search && isCurrent ? 0 : -1);
  const option = isOpen ? options[active] : undefined;
  const optionId = option && `${list}-${option.id}`;

  useEffect(() => {
    if (optionId) document.getElementById(optionId)?.scrollIntoView({ block: "nearest" });
  }, [optionId]);

  // React resets a form that was sent: the next record begins as this one did.
  useEffect(() => {
    const form = field.current?.form;
    form?.addEventListener("reset", restore);
    return () => form?.removeEventListener("reset", restore);

    function restore() {
      setIsPicked(false);
      setText(null);
      setIsOpen(false);
    }
  }, []);

  function close() {
    setText(null);
    setIsOpen(false);
    setPlace(null);
  }

  function choose(one: Named) {
    setPicked(one);
    setIsPicked(true);
    close();
    // Nobody typed anything, and yet the form has changed.
    field.current?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function type(typed: string) {
    setText(typed);
    setPlace(null);
    setIsOpen(true);
    if (typed.trim() !== "") return;
    setPicked(NOTHING);
    setIsPicked(true);
  }

  // A name that was typed in full is chosen; any other text gives way to what is.
  function leave() {
    const same = ({ name }: Named) => name.toLowerCase() === search.toLowerCase();
    const typed = search ? options.find(same) : undefined;
    if (typed) choose(typed);
    else close();
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const last = options.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: active < last ? active + 1 : 0,
      ArrowUp: active > 0 ? active - 1 : last,
      // In the text, until an arrow has led into the list.
      ...(place !== null && { Home: 0, End: last }),
    };
    const move = moves[event.key];
    if (move !== undefined) {
      setPlace(isOpen ? move : null);
      setIsOpen(true);
    } else if (event.key === "Escape" && isOpen) close();
    else if (event.key === "Enter" && isOpen && option) choose(option);
    else if (event.key !== "Enter" || !isOpen) return;
    event.preventDefault();
  }

  return (
    <div className="combobox">
      <input type="hidden" name={name} value={chosen.id} />
      <input
        {...input}
        ref={field}
        id={id}
        role="combobox"
        aria-expanded={isOpen && options.length > 0}
        aria-controls={list}
        aria-activedescendant={optionId}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder="Search…"
        value={text ?? chosen.name}
        onChange={(event) => type(event.target.value)}
        onClick={() => setIsOpen(true)}
        onKeyDown={press}
        onBlur={leave}
        className="input pr-8"
      />
      <Icon
        name="down"
        className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted"
      />
      {isOpen && (
        <div className="combobox-list">
          {options.length > 0 && (
            <div id={list} role="listbox" aria-label={label}>
              {options.map((one) => (
                <button
                  key={one.id}
                  id={`${list}-${one.id}`}
                  type="button"
                  role="option"
                  tabIndex={-1}
                  aria-selected={one === option}
                  data-chosen={one.id === chosen.id || undefined}
                  // The focus stays where people type.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(one)}
                  className="combobox-option"
                >
                  {one.name}
                </button>
              ))}
            </div>
          )}
          <p role="status">{message}</p>
        </div>
      )}
    </div>
  );
}

function named(id: string, known: Named[]): Named {
  if (id === "") return NOTHING;
  return known.find((one) => one.id === id) ?? { id, name: "No longer offered" };
}

type Found = { options: Named[]; message: string };

/** What is offered for a text, as soon as somebody stops typing. */
function useSearch(path: string, search: string, offers: Offers): Found & { isCurrent: boolean } {
  const [answer, setAnswer] = useState<Found & { search: string }>();
  useEffect(() => {
    if (!search) return;
    const request = new AbortController();
    const timer = setTimeout(async () => {
      const found = await ask(`${path}?q=${encodeURIComponent(search)}`, search, request.signal);
      // What comes late answers what nobody asks any more.
      if (!request.signal.aborted) setAnswer({ ...found, search });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [path, search]);
  if (!search) return { options: offers.options, message: NEWEST, isCurrent: true };
  if (answer?.search === search) return { ...answer, isCurrent: true };
  const has = ({ name }: Named) => name.toLowerCase().includes(search.toLowerCase());
  const options = (answer?.options ?? offers.options).filter(has);
  return { options, message: "Searching…", isCurrent: false };
}

const NEWEST = "These are the newest ones: type to search all.";
const FAILED = { options: [], message: "Searching failed. Try again in a moment." };

async function ask(address: string, search: string, signal: AbortSignal): Promise<Found> {
  try {
    const response = await fetch(address, { signal });
    if (response.status === 401) return { ...FAILED, message: "You are signed out." };
    if (!response.ok) return FAILED;
    const { options, hasMore }: Offers = await response.json();
    if (options.length === 0) return { options, message: `Nothing is called “${search}”.` };
    if (hasMore)
      return { options, message: "These are the newest of many: type more of the name." };
    return { options, message: `${options.length} found.` };
  } catch {
    return FAILED;
  }
}
