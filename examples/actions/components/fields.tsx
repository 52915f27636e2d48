import { type ComponentProps, type ReactNode, useId } from "react";

type Common = { label: string; name: string; hint?: string; errors?: string[] };

type Described = { id: string; hint?: string; errors?: string[] };

type InputProps = Common & Omit<ComponentProps<"input">, "name">;

export function InputField({ label, name, hint, errors, ...input }: InputProps) {
  const id = useId();
  return (
    <Labelled label={label} id={id} hint={hint} errors={errors} optional={!input.required}>
      <input {...input} name={name} {...described(id, hint, errors)} className="input" />
    </Labelled>
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

type SelectProps = Common & Omit<ComponentProps<"select">, "name"> & { options: readonly string[] };

export function SelectField({ label, name, hint, errors, options, ...select }: SelectProps) {
  const id = useId();
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
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
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
        <p id={`${id}-error`} className="text-sm text-danger">
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
  };
}
