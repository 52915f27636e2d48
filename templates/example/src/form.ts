import { button, element } from "./element";
import { faultsOf, sentenceOf } from "./failure";
import { createField, type Field, type FieldsOf } from "./field";

type Options<Body> = {
  fields: FieldsOf<Body>;
  /** What is there already; a new one begins with what its fields say. */
  record?: { [Name in keyof Body]?: unknown };
  submit: string;
  send: (body: Body) => Promise<void>;
  cancel?: () => void;
};

/** Make a form that sends a body, and shows each problem at the field that it is about. */
export function createForm<Body extends object>(options: Options<Body>): HTMLFormElement {
  const record: Record<string, unknown> | undefined = options.record;
  const fields = Object.entries<Field>(options.fields).map(([name, field]) =>
    createField(name, field, record ? record[name] : field.initial),
  );
  const alert = element("p", { className: "alert", role: "alert" });
  const submit = element("button", { type: "submit", className: "primary" }, options.submit);
  const buttons = element("div", { className: "buttons" }, submit);
  const { cancel } = options;
  if (cancel) buttons.append(button("Cancel", "quiet", () => isBusy || cancel()));
  const form = element("form", {}, ...fields.map((field) => field.element), alert, buttons);
  let isBusy = false;

  async function send() {
    if (isBusy) return;
    setBusy(true);
    show("", new Map());
    try {
      // What it lacks, and what is wrong with it, the API says.
      const body = Object.fromEntries(fields.map(({ name, read }) => [name, read()])) as Body;
      await options.send(body);
    } catch (error) {
      show(sentenceOf(error), faultsOf(error));
    } finally {
      setBusy(false);
    }
  }

  function setBusy(busy: boolean) {
    isBusy = busy;
    submit.ariaDisabled = String(busy);
  }

  function show(sentence: string, faults: Map<string, string>) {
    alert.textContent = sentence;
    for (const { name, mark } of fields) mark(faults.get(name) ?? "");
    fields.find(({ name }) => faults.has(name))?.input.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  return form;
}

/** Let somebody go on with the first input of a form. */
export function focusFirst(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>("input, select, textarea")?.focus();
}
