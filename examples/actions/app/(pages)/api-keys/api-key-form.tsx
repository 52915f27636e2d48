"use client";

import { useActionState } from "react";
import { CheckboxField, InputField, SelectField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { NewKey } from "@/components/new-key";
import { SubmitButton } from "@/components/submit-button";
import type { Scope } from "@/lib/scopes";
import { createKey } from "./actions";
import { ACCESS, LIFETIMES } from "./choices";

type Props = { scopes: Scope[]; keys: { id: string; name: string }[] };

/** Makes a key; `keys` are those that it may take the place of. */
export function ApiKeyForm({ scopes, keys }: Props) {
  const [state, action] = useActionState(createKey, {});
  const values = state.values ?? {};
  return (
    <form action={action} className="card space-y-4">
      <InputField
        label="Name"
        name="name"
        hint="What will use it, for example “Mobile app”."
        maxLength={100}
        required
        defaultValue={values.name}
        errors={state.fieldErrors?.name}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="It may do"
          name="access"
          options={ACCESS}
          required
          defaultValue={values.access ?? ACCESS[0]}
          errors={state.fieldErrors?.access}
        />
        <SelectField
          label="It works for"
          name="lifetime"
          options={LIFETIMES}
          required
          defaultValue={values.lifetime ?? LIFETIMES[0]}
          errors={state.fieldErrors?.lifetime}
        />
      </div>
      {scopes.length > 0 && (
        <details open={values.access === ACCESS[2]}>
          <summary className="cursor-pointer text-sm font-medium">What can be ticked</summary>
          <fieldset className="grid gap-x-4 pt-2 sm:grid-cols-2">
            <legend className="sr-only">Scopes</legend>
            {scopes.map((scope) => (
              <CheckboxField
                key={scope}
                label={scope}
                name={scope}
                defaultChecked={values[scope] === "on"}
              />
            ))}
          </fieldset>
        </details>
      )}
      {keys.length > 0 && (
        <SelectField
          label="In place of"
          name="replaces"
          hint="That key goes on working for a day, so there is time to change over."
          options={keys.map(({ id }) => id)}
          labels={Object.fromEntries(keys.map(({ id, name }) => [id, name]))}
          defaultValue={values.replaces}
          errors={state.fieldErrors?.replaces}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Making the key…">Make a key</SubmitButton>
        <FormMessage state={state} />
      </div>
      {/* No <output>: a form that is reset puts plain text in its place. */}
      <div aria-live="polite">{state.key && <NewKey secret={state.key} />}</div>
    </form>
  );
}
