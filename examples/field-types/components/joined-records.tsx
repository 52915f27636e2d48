"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState, useId } from "react";
import { FormMessage } from "@/components/form-message";
import { ReferenceSelect } from "@/components/reference-select";
import { SubmitButton } from "@/components/submit-button";
import { Icon } from "@/components/ui/icon";
import { Undo } from "@/components/undo";
import { choosingPage } from "@/lib/choosing";
import type { FormAction, FormState } from "@/lib/form";
import type { Offers } from "@/lib/offers";

type Joined = {
  /** The id of what joins the two. */
  id: string;
  /** The other one, and what it is called. */
  other: string;
  name: string;
};

type Props = {
  title: string;
  /** What one of the others is called, and where they have their pages. */
  one: string;
  path: string;
  /** The fields of what joins them: the one that refers to this record, and the other one. */
  by: string;
  field: string;
  id: string;
  joined: Joined[];
  total: number | null;
  offers: Offers;
  /** Where all that joins them is listed. */
  all: string;
  add: FormAction;
  remove: FormAction;
  mayChange?: boolean;
};

/** What a record is joined with: each can be taken out, and others be added. */
export function JoinedRecords({
  title,
  joined,
  total,
  all,
  by,
  id,
  mayChange = true,
  ...more
}: Props) {
  const heading = useId();
  const free = more.offers.options.filter(
    (option) => !joined.some(({ other }) => other === option.id),
  );
  return (
    <section aria-labelledby={heading} className="mt-8 space-y-3">
      <h2 id={heading} className="text-base font-semibold">
        {title}
      </h2>
      <div className="space-y-4 rounded-lg border border-line bg-surface p-4">
        <Chips joined={joined} path={more.path} remove={mayChange ? more.remove : null} />
        {joined.length !== total && (
          <Link href={`${all}?${by}=${id}` as Route} prefetch={false} className="link text-sm">
            Show all
          </Link>
        )}
        {mayChange && (
          <Adding
            {...more}
            by={by}
            id={id}
            options={free}
            all={all}
            isEmpty={joined.length === 0}
          />
        )}
      </div>
    </section>
  );
}

type ChipsProps = { joined: Joined[]; path: string; remove: FormAction | null };

function Chips({ joined, path, remove }: ChipsProps) {
  const [state, formAction] = useActionState(remove ?? unchanged, {});
  if (joined.length === 0 && !state.message) return null;
  return (
    <div className="space-y-3">
      <form action={formAction} className="empty:hidden">
        <ul className="flex flex-wrap gap-2 empty:hidden">
          {joined.map(({ id, other, name }) => (
            <li key={id} className="chip pr-1">
              <Link href={`${path}/${other}` as Route} prefetch={false} className="truncate">
                {name}
              </Link>
              {remove && (
                <button
                  type="submit"
                  name="id"
                  value={id}
                  aria-label={`Remove ${name}`}
                  className="chip-button"
                >
                  <Icon name="close" className="size-3" />
                </button>
              )}
            </li>
          ))}
        </ul>
      </form>
      {state.undo ? (
        <Undo key={state.undo} message="Removed." batch={state.undo} />
      ) : (
        <FormMessage state={state.error ? state : {}} />
      )}
    </div>
  );
}

type AddingProps = Pick<
  Props,
  "one" | "path" | "by" | "field" | "id" | "offers" | "all" | "add"
> & {
  options: Offers["options"];
  isEmpty: boolean;
};

function Adding({ one, path, by, field, id, offers, options, all, add, isEmpty }: AddingProps) {
  const [state, formAction] = useActionState(add, {});
  const label = useId();
  if (options.length === 0 && !offers.hasMore) {
    return (
      <p className="text-sm text-muted">
        {isEmpty ? "There is none yet. " : "All are here. "}
        <Link href={`${path}/new` as Route} className="link">
          Add a {one}
        </Link>
      </p>
    );
  }
  const errors = state.fieldErrors?.[field];
  return (
    <form action={formAction} className="flex flex-wrap items-start gap-2">
      <input type="hidden" name={by} value={id} />
      <label htmlFor={label} className="sr-only">
        Add a {one}
      </label>
      <div className="w-56 max-w-full space-y-1.5">
        <ReferenceSelect
          key={options.length}
          id={label}
          name={field}
          label={one}
          offers={{ ...offers, options }}
          path={path}
          page={choosingPage(path, { form: all.slice(1), field }, [[by, id]])}
          required
          aria-invalid={errors ? true : undefined}
          empty={`Choose a ${one}…`}
        />
      </div>
      <SubmitButton className="button-quiet" pending="Adding…">
        Add
      </SubmitButton>
      <FormMessage state={errors ? { error: errors.join(" ") } : state.error ? state : {}} />
    </form>
  );
}

async function unchanged(): Promise<FormState> {
  return {};
}
