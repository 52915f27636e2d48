import type { Route } from "next";
import Link from "next/link";
import { useParams, useSearchParams } from "next/navigation";
import { type ComponentProps, type ReactNode, useContext, useId } from "react";
import { ReferenceSelect } from "@/components/reference-select";
import { Zone } from "@/components/time-zone";
import { choosingPage } from "@/lib/choosing";
import { labelled } from "@/lib/format";
import type { Offers } from "@/lib/offers";
import { clockText, UTC } from "@/lib/time-zone";

type Common = { label: string; name: string; hint?: string; errors?: string[] };

type Described = { id: string; hint?: string; errors?: string[] };

type InputProps = Common & Omit<ComponentProps<"input">, "name">;

export function InputField({ label, name, hint, errors, type = "text", ...input }: InputProps) {
  const id = useId();
  const text = String(input.defaultValue ?? "");
  const bounds = isWithin(text, input) ? {} : { min: undefined, max: undefined };
  const field = { ...input, ...bounds, name, ...described(id, hint, errors), className: "input" };
  return (
    <Labelled label={label} id={id} hint={hint} errors={errors} optional={!input.required}>
      {/[\r\n]/.test(text) ? (
        <textarea {...(field as ComponentProps<"textarea">)} />
      ) : (
        <input {...field} type={holds(type, text) ? type : "text"} />
      )}
    </Labelled>
  );
}

// Browsers silently empty or rewrite a text that does not fit an input's type; a plain input shows it as it is.
function holds(type: string, text: string): boolean {
  return text === "" || (FITTING[type]?.test(text) ?? true);
}

const FITTING: Record<string, RegExp> = {
  number: /^-?\d*\.?\d+(e[-+]?\d+)?$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  "datetime-local": /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
  email: /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(\.[a-z\d-]+)*$/i,
  url: /^[a-z][a-z\d+.-]*:[^\s]+$/i,
};

// A browser sends no form with what is beyond the bounds of an input, though nobody typed it: it was stored
// before there were any.
function isWithin(text: string, { min, max }: ComponentProps<"input">): boolean {
  if (text === "") return true;
  const [value, least, most] = [text, min, max].map((one) => Number(one));
  if (Number.isNaN(value)) return !(min && text < String(min)) && !(max && text > String(max));
  return !(Number(value) < Number(least)) && !(Number(value) > Number(most));
}

type DateTimeProps = InputProps & {
  /** The time zone of what it shows; without one it is that of whoever looks at it. */
  zone?: string;
  /** The bounds, in UTC. */
  min?: string;
  max?: string;
};

/** A moment, as clocks show it where whoever types it is. */
export function DateTimeField({ zone, hint, min, max, ...input }: DateTimeProps) {
  const usual = useContext(Zone);
  const shownIn = zone ?? usual;
  const where = shownIn === UTC ? "In UTC." : `Time of ${shownIn.replaceAll("_", " ")}.`;
  const clock = (bound?: string) => bound && clockText(new Date(bound), shownIn);
  return (
    <>
      <input type="hidden" name="_zone" value={shownIn} />
      <InputField
        {...input}
        type="datetime-local"
        step="any"
        hint={hint ? `${hint} ${where}` : where}
        min={clock(min)}
        max={clock(max)}
      />
    </>
  );
}

type TextareaProps = Common & Omit<ComponentProps<"textarea">, "name">;

export function TextareaField({ label, name, hint, errors, ...textarea }: TextareaProps) {
  const id = useId();
  return (
    <Labelled label={label} id={id} hint={hint} errors={errors} optional={!textarea.required}>
      <textarea
        rows={4}
        {...textarea}
        name={name}
        {...described(id, hint, errors)}
        className="input"
      />
    </Labelled>
  );
}

type SelectProps = Common &
  Omit<ComponentProps<"select">, "name"> & {
    options: readonly string[];
    /** What is shown of an option that is no word for people. */
    labels?: Record<string, string>;
  };

export function SelectField({
  label,
  name,
  hint,
  errors,
  options,
  labels = {},
  ...select
}: SelectProps) {
  const id = useId();
  const chosen = String(select.defaultValue ?? "");
  const gone = options.includes(chosen) ? "" : chosen;
  return (
    <Labelled label={label} id={id} hint={hint} errors={errors} optional={!select.required}>
      {/* The key makes React start afresh when an answer brings another default: a select ignores it otherwise. */}
      <select
        key={String(select.defaultValue)}
        {...select}
        name={name}
        {...described(id, hint, errors)}
        className="input"
      >
        <option value="">Choose…</option>
        {gone && <option value={gone}>{gone} (no longer offered)</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {labelled(option, labels)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

type ReferenceProps = Common &
  Omit<ComponentProps<"select">, "name" | "form"> & {
    offers: Offers;
    /** Where all records are that it may refer to. */
    path: string;
    /** The resource whose form this is, as its addresses begin. */
    form: string;
  };

/** A record, chosen by its name. */
export function ReferenceField({
  label,
  name,
  hint,
  errors,
  offers,
  path,
  form,
  required,
  defaultValue,
}: ReferenceProps) {
  const id = useId();
  const { id: record } = useParams<{ id?: string }>();
  const params = useSearchParams();
  return (
    <Labelled label={label} id={id} hint={hint} errors={errors} optional={!required}>
      <ReferenceSelect
        {...described(id, hint, errors)}
        name={name}
        label={label}
        offers={offers}
        path={path}
        page={choosingPage(path, { form, field: name, id: record }, params)}
        required={required}
        defaultValue={String(defaultValue ?? "")}
        empty={required ? "Choose…" : "None"}
      />
      {offers.options.length === 0 && (
        <Link href={path as Route} className="link block w-fit text-sm">
          There are none yet. Add one
        </Link>
      )}
    </Labelled>
  );
}

export function CheckboxField({ label, name, hint, errors, ...input }: InputProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="flex min-h-8 items-center gap-3 text-sm font-medium">
        <input
          type="checkbox"
          {...input}
          name={name}
          {...described(id, hint, errors)}
          className="size-5 accent-accent"
        />
        {label}
      </label>
      <Messages id={id} hint={hint} errors={errors} />
    </div>
  );
}

function Labelled({
  label,
  id,
  optional,
  children,
  ...messages
}: Described & { label: string; optional: boolean; children: ReactNode }) {
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children}
      <Messages id={id} {...messages} />
    </div>
  );
}

function Messages({ id, hint, errors }: Described) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {errors && (
        <p
          id={`${id}-error`}
          className="max-h-60 overflow-auto text-sm wrap-anywhere whitespace-pre-wrap text-danger"
        >
          {errors.join(" ")}
        </p>
      )}
    </>
  );
}

function described(id: string, hint?: string, errors?: string[]) {
  const ids = [hint && `${id}-hint`, errors && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": ids || undefined,
    "aria-invalid": errors ? true : undefined,
    // Without JavaScript the answer is a new page, and the first of these has the focus there.
    autoFocus: errors ? true : undefined,
  };
}
