"use client";

import Link from "next/link";
import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

/** Above the list: what a new slot needs, and no more. The form at /slots/new has all fields. */
export function SlotQuickAdd({ action }: { action: FormAction }) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="quick-add">
      <input type="hidden" name="price" value={DEFAULTS.price} />
      <input type="hidden" name="state" value={DEFAULTS.state} />
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
      <div className="quick-add-buttons">
        <SubmitButton pending="Adding…">Add</SubmitButton>
        <Link href="/slots/new" className="link">
          More fields
        </Link>
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
};
