"use client";

import type { Route } from "next";
import Link from "next/link";
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
import { Unsaved } from "@/components/unsaved";
import { moodChoices } from "@/lib/choices/drafts";
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

export function DraftForm({ action, shown, submit, pending, cancel }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? shown?.values ?? DEFAULTS;
  const version = state.version ?? shown?.version;
  return (
    <form action={formAction} className="card space-y-5">
      {version && <input type="hidden" name="_version" value={version} />}
      {cancel && <input type="hidden" name="_then" value="leave" />}
      {cancel && <Unsaved state={state} />}
      <InputField
        label="Title"
        name="title"
        defaultValue={values.title}
        errors={state.fieldErrors?.title}
        maxLength={255}
      />
      <TextareaField
        label="Body"
        name="body"
        defaultValue={values.body}
        errors={state.fieldErrors?.body}
        maxLength={10_000}
      />
      <InputField
        label="Count"
        name="count"
        defaultValue={values.count}
        errors={state.fieldErrors?.count}
        type="number"
        step={1}
      />
      <InputField
        label="Score"
        name="score"
        defaultValue={values.score}
        errors={state.fieldErrors?.score}
        type="number"
        step="any"
      />
      <InputField
        label="Price"
        name="price"
        defaultValue={values.price}
        errors={state.fieldErrors?.price}
        inputMode="decimal"
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
      />
      <DateTimeField
        label="At"
        name="at"
        defaultValue={values.at}
        zone={values._zone}
        errors={state.fieldErrors?.at}
      />
      <SelectField
        label="Mood"
        name="mood"
        defaultValue={values.mood}
        errors={state.fieldErrors?.mood}
        options={moodChoices}
      />
      <InputField
        label="Contact"
        name="contact"
        defaultValue={values.contact}
        errors={state.fieldErrors?.contact}
        type="email"
        maxLength={254}
      />
      <InputField
        label="Link"
        name="link"
        defaultValue={values.link}
        errors={state.fieldErrors?.link}
        type="url"
        maxLength={2048}
      />
      <InputField
        label="Token"
        name="token"
        defaultValue={values.token}
        errors={state.fieldErrors?.token}
        className="font-mono"
      />
      <TextareaField
        label="Meta"
        name="meta"
        defaultValue={values.meta}
        errors={state.fieldErrors?.meta}
        spellCheck={false}
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
