"use client";

import { type ReactNode, useActionState, useEffect, useId, useRef } from "react";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { Icon, type IconName } from "@/components/ui/icon";
import type { FormAction } from "@/lib/form";

type Props = {
  /** What is done once it is confirmed. */
  action: FormAction;
  label: string;
  icon?: IconName;
  /** What is asked, and what becomes of it. */
  question: string;
  children: ReactNode;
  confirm: string;
  pending: string;
};

/** A button that asks before it does what is not easily taken back, also where no script runs. */
export function ConfirmedAction({
  action,
  label,
  icon = "trash",
  question,
  children,
  confirm,
  pending,
}: Props) {
  const [state, formAction] = useActionState(action, {});
  const dialog = useRef<HTMLDivElement>(null);
  const id = useId();
  // A refusal is said beside the button, where it is seen without a script, too.
  useEffect(() => {
    if (state.error) dialog.current?.hidePopover();
  }, [state]);
  return (
    <>
      <button type="button" popoverTarget={id} className="button-danger">
        <Icon name={icon} />
        {label}
      </button>
      <div
        ref={dialog}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-question`}
        className="dialog space-y-4"
      >
        <h2 id={`${id}-question`} className="text-base font-semibold wrap-anywhere">
          {question}
        </h2>
        <div className="text-muted">{children}</div>
        <form action={formAction} className="flex flex-wrap justify-end gap-2">
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            className="button-quiet"
          >
            Cancel
          </button>
          <SubmitButton className="button-danger" pending={pending}>
            {confirm}
          </SubmitButton>
        </form>
      </div>
      <FormMessage state={state} />
    </>
  );
}
