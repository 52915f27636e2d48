import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { isPosted } from "@/lib/answer";

type Props = { title: string; children: ReactNode };

/** Shows a form once it is asked for, also where no script runs: a page that answers it shows it open. */
export async function Folded({ title, children }: Props) {
  return (
    <details open={await isPosted()} className="group">
      <summary className="flex min-h-9 w-fit cursor-pointer items-center gap-2 font-medium select-none">
        <Icon
          name="right"
          className="size-3.5 text-muted group-open:rotate-90 motion-safe:transition-transform"
        />
        {title}
      </summary>
      <div className="pt-4">{children}</div>
    </details>
  );
}
