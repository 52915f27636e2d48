"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type Props = { href: Route; children: ReactNode };

/** A link of the navigation, which knows whether its page, or one below it, is the one that is open. */
export function NavLink({ href, children }: Props) {
  const pathname = usePathname();
  const below = href !== "/" && pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      className="nav-link"
      aria-current={pathname === href ? "page" : below ? "true" : undefined}
      onClick={(event) => closeMenu(event.currentTarget)}
    >
      {children}
    </Link>
  );
}

/** On a phone the navigation lies over the page. */
function closeMenu(link: HTMLElement): void {
  const menu = link.closest<HTMLElement>("[popover]");
  if (menu?.matches(":popover-open")) menu.hidePopover();
}
