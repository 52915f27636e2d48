import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

type Props = { icon: IconName; title: string; children?: ReactNode };

/** Stands where there is nothing yet: it says so, and what to do about it. */
export function EmptyState({ icon, title, children }: Props) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-14 text-center">
      <span className="rounded-full bg-hover p-3 text-muted">
        <Icon name={icon} className="size-6" />
      </span>
      <p className="text-base font-medium">{title}</p>
      {children && <div className="max-w-md space-y-4 text-muted">{children}</div>}
    </div>
  );
}
