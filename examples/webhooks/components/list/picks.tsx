"use client";

import {
  type ChangeEvent,
  createContext,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { useFormStatus } from "react-dom";
import { FormMessage } from "@/components/form-message";
import { Icon, type IconName } from "@/components/ui/icon";
import { Undo } from "@/components/undo";
import type { FormAction, FormState } from "@/lib/form";

// Picking records of a list, to do the same with all of them. Without a script all of it works: what is picked
// is in the form, and CSS shows what can be done as soon as something is.

type Picked = {
  /** How many are ticked; 0 also while no script knows. */
  count: number;
  isAll: boolean;
  /** Says above the list what became of them, which may be gone by then. */
  say: (done: FormState) => void;
};

const Picked = createContext<Picked>({ count: 0, isAll: false, say: () => {} });

type Props = {
  label: string;
  /** What stands above a list that has something, in the place of what can be done with the picked ones. */
  head: ReactNode;
  /** What can be done; nothing where nothing can be picked. */
  actions: ReactNode;
  /** What all that match are called, where there are more of them than on the page. */
  all: string | null;
  whole: string;
  seen: string;
  children: ReactNode;
};

/** A list whose records can be picked. */
export function Picks({ label, head, actions, all, whole, seen, children }: Props) {
  const section = useRef<HTMLElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [ticked, setTicked] = useState({ count: 0, isAll: false });
  const [done, say] = useState<FormState>({});
  useEffect(() => {
    if (done.message) section.current?.focus();
  }, [done]);

  function count() {
    const boxes = boxesOf(form.current);
    const count = boxes.filter((box) => box.checked).length;
    const everything = form.current?.querySelector<HTMLInputElement>("[name=all]");
    setTicked({ count, isAll: everything?.checked ?? false });
    const page = form.current?.querySelector<HTMLInputElement>("[data-page]");
    if (!page) return;
    page.checked = count > 0 && count === boxes.length;
    page.indeterminate = count > 0 && count < boxes.length;
  }

  function tickPage(event: ChangeEvent<HTMLInputElement>) {
    for (const box of boxesOf(form.current)) box.checked = event.currentTarget.checked;
  }

  return (
    <section ref={section} aria-label={label} tabIndex={-1} className="space-y-3 outline-none">
      <div className="empty:hidden">
        {done.undo ? (
          <Undo key={done.undo} message={done.message ?? ""} batch={done.undo} />
        ) : (
          done.message && <FormMessage state={done} />
        )}
      </div>
      <form ref={form} className="list" onChange={count} onReset={() => setTimeout(count)}>
        {/* Enter in a checkbox presses the first button: this one, which does nothing outside of a dialog. */}
        <button type="submit" formMethod="dialog" hidden />
        <input type="hidden" name="query" value={whole} />
        <input type="hidden" name="seen" value={seen} />
        {/* Also without a record, since what becomes of the last ones is said from here. */}
        <div className={head ? "list-head" : "hidden"}>
          {actions && (
            <input
              type="checkbox"
              data-page=""
              aria-label="Select all on this page"
              className="tick noscript:hidden"
              onChange={tickPage}
            />
          )}
          <div className="head-usual">{head}</div>
          {actions && (
            <div className="head-picked">
              <span className="when-picked tabular-nums">
                {ticked.count > 0 && !ticked.isAll ? `${ticked.count} selected` : "Selected"}
              </span>
              {all && (
                <label className="when-picked">
                  <input type="checkbox" name="all" value="all" className="tick" />
                  {all}
                </label>
              )}
              <Picked value={{ ...ticked, say }}>{actions}</Picked>
            </div>
          )}
        </div>
        {children}
      </form>
    </section>
  );
}

function boxesOf(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>("[name=id]") ?? [])];
}

type ActionProps = {
  action: FormAction;
  label: string;
  icon: IconName;
  /** What one and several of the records are called. */
  one: string;
  many: string;
  /** What becomes of them. */
  children: ReactNode;
  pending: string;
};

/** Does something with all that is picked, after it has asked. */
export function PickAction({ action, label, icon, one, many, children, pending }: ActionProps) {
  const [state, formAction] = useActionState(action, {});
  const { count, isAll, say } = useContext(Picked);
  const dialog = useRef<HTMLDivElement>(null);
  const id = useId();
  const { pending: isPending } = useFormStatus();
  const some = count > 0 ? `${count} ${many}` : `the selected ${many}`;
  const picked = isAll ? `all ${many} that match` : count === 1 ? `1 ${one}` : some;
  useEffect(() => {
    if (!state.message && !state.error) return;
    dialog.current?.hidePopover();
    say(state);
  }, [state, say]);
  return (
    <>
      <button type="button" popoverTarget={id} className="button-danger when-picked">
        <Icon name={icon} />
        {label}
      </button>
      <div
        ref={dialog}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-question`}
        className="dialog space-y-4"
      >
        <h2 id={`${id}-question`} className="text-base font-semibold wrap-anywhere">
          {`${label} ${picked}?`}
        </h2>
        <div className="text-muted">{children}</div>
        <div className="flex flex-wrap justify-end gap-2">
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            className="button-quiet"
          >
            Cancel
          </button>
          <button
            type="submit"
            formAction={formAction}
            className="button-danger"
            aria-disabled={isPending}
            onClick={(event) => isPending && event.preventDefault()}
          >
            {isPending ? pending : label}
          </button>
        </div>
      </div>
      {state.error && <FormMessage state={state} />}
    </>
  );
}
