import { type ComponentProps, useId } from "react";
import type { Column, Names } from "@/lib/columns";
import type { ListView } from "@/lib/list-view";
import type { Offers } from "@/lib/offers";

type Props = {
  list: ListView;
  fields: readonly Column[];
  /** What there is to choose from, of fields that refer to records, and what these are called. */
  offers?: Partial<Record<string, Offers>>;
  names?: Names;
};

/** The inputs of a list's filters, by the kind of each field. */
export function FilterInputs({ list, fields, offers = {}, names = {} }: Props) {
  const sorts = list.columns
    .filter(({ name }) => list.filters[name]?.sorts)
    .flatMap(({ name, label }) => [
      [name, `${label}, ascending`] as const,
      [`-${name}`, `${label}, descending`] as const,
    ]);
  return (
    <div className="grid items-start gap-3 p-2 sm:grid-cols-2">
      {fields.map((field) => (
        <FieldFilter
          key={field.name}
          list={list}
          field={field}
          offered={offers[field.name]}
          known={names[field.name]}
        />
      ))}
      <Choice list={list} name="sort" label="Sort by" any="As usual" options={sorts} />
    </div>
  );
}

/** How a parameter narrows a field down, by what its name has after the field's. */
export const WORDS: Record<string, string> = {
  From: "from",
  Before: "before",
  Min: "at least",
  Max: "at most",
};

type FilterProps = {
  list: ListView;
  field: Column;
  offered: Offers | undefined;
  known: ReadonlyMap<string, string> | undefined;
};

function FieldFilter({ list, field, offered, known }: FilterProps) {
  const { name, label, kind, choices = [], labels = {} } = field;
  if (kind === "boolean") {
    return <Choice list={list} name={name} label={label} options={FLAGS} />;
  }
  if (kind === "enum") {
    const options = choices.map((choice) => [choice, labels[choice] ?? choice] as const);
    return <Choice list={list} name={name} label={label} options={options} />;
  }
  if (kind === "ref") {
    const typed = list.typed.get(name) ?? "";
    const options = new Map(offered?.options.map((option) => [option.id, option.name]));
    if (typed && !options.has(typed)) options.set(typed, known?.get(typed) ?? typed);
    return <Choice list={list} name={name} label={label} options={[...options]} />;
  }
  const [from, to] = list.filters[name]?.sorts ? (RANGES[kind] ?? NUMBERS) : [];
  if (!from || !to) return <Text list={list} name={name} label={label} />;
  return (
    <fieldset className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-2">
      <legend className="sr-only">{label}</legend>
      <Text
        list={list}
        name={`${name}${from}`}
        label={`${label} ${WORDS[from]}`}
        {...INPUTS[kind]}
      />
      <Text list={list} name={`${name}${to}`} label={`${label} ${WORDS[to]}`} {...INPUTS[kind]} />
    </fieldset>
  );
}

const FLAGS = [
  ["true", "Yes"],
  ["false", "No"],
] as const;

const NUMBERS = ["Min", "Max"];
const RANGES: Record<string, string[]> = { date: ["From", "Before"], datetime: ["From", "Before"] };
const INPUTS: Record<string, Partial<TextProps>> = {
  date: { type: "date" },
  datetime: { type: "date" },
  integer: { inputMode: "numeric" },
  number: { inputMode: "decimal" },
  decimal: { inputMode: "decimal" },
};

type InputProps = { list: ListView; name: string; label: string };
type TextProps = InputProps & Pick<ComponentProps<"input">, "type" | "inputMode">;

function Text({ list, name, label, ...input }: TextProps) {
  const id = useId();
  const text = list.typed.get(name) ?? "";
  const error = list.errors.get(name);
  // A browser empties an input for a day that has anything else.
  const type = input.type === "date" && !/^(\d{4}-\d\d-\d\d)?$/.test(text) ? "text" : input.type;
  return (
    <div className="min-w-0 space-y-1">
      <label htmlFor={id} className="block truncate text-xs font-medium text-muted">
        {label}
      </label>
      <input
        {...input}
        id={id}
        type={type}
        name={name}
        defaultValue={text}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${id}-error`}
        className="input"
      />
      {error && (
        <p id={`${id}-error`} className="text-xs text-danger wrap-anywhere">
          {error}
        </p>
      )}
    </div>
  );
}

type ChoiceProps = InputProps & {
  any?: string;
  options: readonly (readonly [value: string, text: string])[];
};

function Choice({ list, name, label, any = "Any", options }: ChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0 space-y-1">
      <label htmlFor={id} className="block truncate text-xs font-medium text-muted">
        {label}
      </label>
      <select id={id} name={name} defaultValue={list.typed.get(name) ?? ""} className="input">
        <option value="">{any}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
