import { element } from "./element";
import { isJson, type Kind, sent, typed } from "./kind";

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

  return {
    name,
    input,
    element: element("div", { className: `field ${field.kind}` }, label, input, error),
    read(): unknown {
      if (isCheckbox(input)) return input.checked;
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
  if (kind === "enum") return selectOf(choices.map(String), isRequired(field));
  if (kind === "text") return element("textarea", { rows: 3, maxLength: 10_000 });
  if (kind === "json") return jsonInput();
  return element("input", { type: "text", autocomplete, ...INPUTS[kind] });
}

function selectOf(choices: string[], required: boolean): HTMLSelectElement {
  const none = element("option", { value: "" }, required ? "Choose …" : "–");
  const options = choices.map((choice) => element("option", { value: choice }, choice));
  return element("select", {}, none, ...options);
}

function jsonInput(): HTMLTextAreaElement {
  const input = element("textarea", { rows: 3, spellcheck: false });
  input.addEventListener("input", () => {
    const right = input.value === "" || isJson(input.value);
    input.setCustomValidity(right ? "" : "This is no JSON.");
  });
  return input;
}
