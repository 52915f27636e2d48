import { element } from "./element";
import { faultIn, type Kind, sent, shown, typed } from "./kind";

export type Field<Value = unknown> = {
  label: string;
  kind: Kind;
  /** Left empty, it is null. */
  optional?: boolean;
  /** What it begins with, and is where it is left empty. */
  initial?: Value;
  choices?: readonly Value[];
  autocomplete?: AutoFill;
};

/** A field for every name of a body. */
export type FieldsOf<Body> = { [Name in keyof Body]-?: Field<Body[Name]> };

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const INPUTS: Partial<Record<Kind, Partial<HTMLInputElement>>> = {
  string: { maxLength: 255 },
  integer: { type: "number", step: "1" },
  number: { type: "number", step: "any" },
  decimal: { inputMode: "decimal" },
  boolean: { type: "checkbox" },
  date: { type: "date" },
  datetime: { type: "datetime-local", step: "any" },
  email: { type: "email", maxLength: 254 },
  url: { type: "url", maxLength: 2048 },
  password: { type: "password" },
};

let count = 0;

/** Make an input with its label, and a place for what is wrong with it. */
export function createField(name: string, field: Field, value: unknown) {
  count += 1;
  const input = inputOf(field);
  const error = element("p", { className: "error", id: `error-${count}` });
  const label = element("label", { htmlFor: `input-${count}` }, field.label);
  Object.assign(input, { id: `input-${count}`, name });
  input.setAttribute("aria-describedby", error.id);
  if (isCheckbox(input)) input.checked = value === true;
  else {
    input.value = typed(field.kind, value);
    input.required = isRequired(field);
    if (!input.required) label.append(element("span", { className: "hint" }, "optional"));
  }
  const begun = input.value;
  input.addEventListener("input", () => input.setCustomValidity(faultIn(field.kind, input.value)));
  const className = `field ${isCheckbox(input) ? "checkbox" : field.kind}`;

  return {
    name,
    input,
    element: element("div", { className }, label, input, error),
    read(): unknown {
      if (isCheckbox(input)) return input.checked;
      // What nobody touched stays as it was, also where an input cannot say all of it.
      if (input.value === begun) return value;
      if (input.value !== "") return sent(field.kind, input.value);
      return field.optional ? null : undefined;
    },
    /** Say what is wrong with it, or nothing. */
    mark(fault: string): void {
      error.textContent = fault;
      input.ariaInvalid = fault === "" ? null : "true";
    },
  };
}

function isRequired({ optional, initial }: Field): boolean {
  return !optional && initial === undefined;
}

function isCheckbox(input: Input): input is HTMLInputElement {
  return input.type === "checkbox";
}

function inputOf(field: Field): Input {
  const { kind, choices = [], autocomplete = "off" } = field;
  if (kind === "enum") return selectOf(field, choices);
  // A box that is ticked or not cannot say that there is no answer.
  if (kind === "boolean" && field.optional) return selectOf(field, [true, false]);
  if (kind === "text") return element("textarea", { rows: 3, maxLength: 10_000 });
  if (kind === "json") return element("textarea", { rows: 3, spellcheck: false });
  return element("input", { type: "text", autocomplete, ...INPUTS[kind] });
}

function selectOf(field: Field, choices: readonly unknown[]): HTMLSelectElement {
  const none = element("option", { value: "" }, isRequired(field) ? "Choose …" : "–");
  const options = choices.map((choice) =>
    element("option", { value: String(choice) }, shown(field.kind, choice)),
  );
  return element("select", {}, none, ...options);
}
