"use client";

import { useActionState } from "react";
import { CheckboxField, InputField, SelectField, TextareaField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { Sample } from "@/data/samples";
import { type FormState, inputText, jsonText } from "@/lib/form";
import { moodChoices } from "@/lib/schemas/samples";

type Props = {
  action: (previous: FormState, formData: FormData) => Promise<FormState>;
  /** The record to change; without one the form makes a new one. */
  record?: Sample;
  submit: string;
  pending: string;
};

export function SampleForm({ action, record, submit, pending }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? (record ? valuesOf(record) : DEFAULTS);
  return (
    <form action={formAction} className="card space-y-4">
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
      <InputField
        label="At"
        name="at"
        defaultValue={values.at}
        errors={state.fieldErrors?.at}
        type="datetime-local"
        step="any"
        hint="In UTC."
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
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending={pending}>{submit}</SubmitButton>
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

function valuesOf(record: Sample): Record<string, string> {
  return {
    title: inputText(record.title),
    body: inputText(record.body),
    count: inputText(record.count),
    score: inputText(record.score),
    price: inputText(record.price),
    done: inputText(record.done),
    day: inputText(record.day),
    at: inputText(record.at),
    mood: inputText(record.mood),
    contact: inputText(record.contact),
    link: inputText(record.link),
    token: inputText(record.token),
    meta: jsonText(record.meta),
  };
}
