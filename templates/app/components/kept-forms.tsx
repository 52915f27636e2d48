import type { ReactNode } from "react";
import { answersForm } from "@/lib/answer";

/**
 * Forms by themselves, where their page can't be shown any more: the session has ended, or the record is
 * gone. Whoever has just sent one keeps what they typed; for anybody else there is something else.
 *
 * React finds the forms again by their `key` and the element around them, so both are those of the page.
 */
export async function keptForms(
  forms: ReactNode,
  otherwise: () => ReactNode | Promise<ReactNode>,
  others?: ReactNode,
): Promise<ReactNode> {
  if (!(await answersForm())) return otherwise();
  return (
    <div className="page-narrow space-y-6">
      <h1 className="title">Not saved yet</h1>
      {forms}
      {others}
    </div>
  );
}
