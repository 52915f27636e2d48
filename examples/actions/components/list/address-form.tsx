"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";

type Props = { path: Route; className: string; children: ReactNode };

/** A form that asks for another address of its page; what was left empty is not part of it. */
export function AddressForm({ path, className, children }: Props) {
  const router = useRouter();

  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const search = new URLSearchParams();
    for (const [name, text] of new FormData(event.currentTarget)) {
      if (typeof text === "string" && text.trim() !== "") search.set(name, text);
    }
    const address = search.size > 0 ? `${path}?${search}` : path;
    router.replace(address as Route, { scroll: false });
  }

  return (
    <form action={path} onSubmit={ask} className={className}>
      {children}
    </form>
  );
}
