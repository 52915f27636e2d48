"use client";

import Link from "next/link";
import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

/** Above the list: what a new draft needs, and no more. The form at /drafts/new has all fields. */
export function DraftQuickAdd({ action }: { action: FormAction }) {
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
      />
      <div className="quick-add-buttons">
        <SubmitButton pending="Adding…">Add</SubmitButton>
        <Link href="/drafts/new" className="link">
          More fields
        </Link>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  title: "",
};
