"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState } from "react";
import { InputField, SelectField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { Unsaved } from "@/components/unsaved";
import { stateChoices, stateLabels } from "@/lib/choices/slots";
import type { FormAction, Shown } from "@/lib/form";

type Props = {
  action: FormAction;
  /** What the record to change has; without it the form makes a new one. */
  shown?: Shown | null;
  submit: string;
  pending: string;
  /** Of a form on a page of its own: where to without it. Once it is done, the record is shown. */
  cancel?: string;
};

export function SlotForm({ action, shown, submit, pending, cancel }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? shown?.values ?? DEFAULTS;
  const version = state.version ?? shown?.version;
  return (
    <form action={formAction} className="card space-y-5">
      {version && <input type="hidden" name="_version" value={version} />}
      {cancel && <input type="hidden" name="_then" value="leave" />}
      {cancel && <Unsaved state={state} />}
      <InputField
        label="Room"
        name="room"
        defaultValue={values.room}
        errors={state.fieldErrors?.room}
        minLength={2}
        maxLength={40}
        required
      />
      <InputField
        label="Day"
        name="day"
        defaultValue={values.day}
        errors={state.fieldErrors?.day}
        type="date"
        min="2000-01-01"
        required
      />
      <InputField
        label="Hour"
        name="hour"
        defaultValue={values.hour}
        errors={state.fieldErrors?.hour}
        type="number"
        step={1}
        min={0}
        max={23}
        required
      />
      <InputField
        label="Price"
        name="price"
        defaultValue={values.price}
        errors={state.fieldErrors?.price}
        inputMode="decimal"
        required
      />
      <SelectField
        label="Availability"
        name="state"
        defaultValue={values.state}
        errors={state.fieldErrors?.state}
        options={stateChoices}
        labels={stateLabels}
        hint="Whether somebody may still book it."
        required
      />
      <InputField
        label="Code"
        name="code"
        defaultValue={values.code}
        errors={state.fieldErrors?.code}
        minLength={8}
        maxLength={8}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending={pending}>{submit}</SubmitButton>
        {cancel && (
          <Link href={cancel as Route} className="button-quiet">
            Cancel
          </Link>
        )}
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  room: "",
  day: "",
  hour: "",
  price: "0",
  state: "open",
  code: "",
};
