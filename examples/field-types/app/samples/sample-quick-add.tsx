"use client";

import { useActionState } from "react";
import {
  CheckboxField,
  DateTimeField,
  InputField,
  SelectField,
  TextareaField,
} from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { moodChoices } from "@/lib/choices/samples";
import type { FormAction } from "@/lib/form";

/** Above the list: a new sample in passing. */
export function SampleQuickAdd({ action }: { action: FormAction }) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="quick-add">
      <InputField
        label="Title"
        name="title"
        defaultValue={values.title}
        errors={state.fieldErrors?.title}
        maxLength={255}
        required
      />
      <TextareaField
        label="Body"
        name="body"
        defaultValue={values.body}
        errors={state.fieldErrors?.body}
        maxLength={10_000}
        required
      />
      <InputField
        label="Count"
        name="count"
        defaultValue={values.count}
        errors={state.fieldErrors?.count}
        type="number"
        step={1}
        required
      />
      <InputField
        label="Score"
        name="score"
        defaultValue={values.score}
        errors={state.fieldErrors?.score}
        type="number"
        step="any"
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
      <CheckboxField
        label="Done"
        name="done"
        defaultChecked={values.done === "on"}
        errors={state.fieldErrors?.done}
      />
      <InputField
        label="Day"
        name="day"
        defaultValue={values.day}
        errors={state.fieldErrors?.day}
        type="date"
        required
      />
      <DateTimeField
        label="At"
        name="at"
        defaultValue={values.at}
        zone={values._zone}
        errors={state.fieldErrors?.at}
        required
      />
      <SelectField
        label="Mood"
        name="mood"
        defaultValue={values.mood}
        errors={state.fieldErrors?.mood}
        options={moodChoices}
        required
      />
      <InputField
        label="Contact"
        name="contact"
        defaultValue={values.contact}
        errors={state.fieldErrors?.contact}
        type="email"
        maxLength={254}
        required
      />
      <InputField
        label="Link"
        name="link"
        defaultValue={values.link}
        errors={state.fieldErrors?.link}
        type="url"
        maxLength={2048}
        required
      />
      <InputField
        label="Token"
        name="token"
        defaultValue={values.token}
        errors={state.fieldErrors?.token}
        className="font-mono"
        required
      />
      <TextareaField
        label="Meta"
        name="meta"
        defaultValue={values.meta}
        errors={state.fieldErrors?.meta}
        spellCheck={false}
        required
      />
      <div className="quick-add-buttons">
        <SubmitButton pending="Adding…">Add</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  title: "",
  body: "",
  count: "",
  score: "",
  price: "",
  done: "",
  day: "",
  at: "",
  mood: "",
  contact: "",
  link: "",
  token: "",
  meta: "",
};
