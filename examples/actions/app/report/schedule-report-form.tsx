"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { scheduleReport } from "./actions";

export function ScheduleReportForm() {
  const [state, formAction] = useActionState(scheduleReport, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="card space-y-4">
      <InputField
        label="Month"
        name="month"
        defaultValue={values.month}
        errors={state.fieldErrors?.month}
        type="date"
        required
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Working…">Schedule report</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  month: "",
};
