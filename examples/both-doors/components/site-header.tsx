import Link from "next/link";
import { AccountMenu } from "@/components/account-menu";
import { ThemeSwitch } from "@/components/theme-switch";
import { Icon } from "@/components/ui/icon";
import { Mark } from "@/components/ui/mark";
import { NavLink } from "@/components/ui/nav-link";
import { auth } from "@/lib/auth";
import { groups, pages } from "@/lib/doors";

/** The way around: a sidebar for who is signed in, folded on a phone; a bar for strangers. */
export async function SiteHeader() {
  const session = await auth();
  return session ? <Sidebar user={session.user} /> : <TopBar />;
}

function Sidebar({ user }: { user: { name: string; email: string } }) {
  return (
    <>
      <header className="top-bar lg:hidden">
        <button type="button" popoverTarget="sidebar" className="button-plain -ml-2">
          <Icon name="menu" className="size-5" />
          <span className="sr-only">Menu</span>
        </button>
        <Brand />
      </header>
      <aside id="sidebar" popover="auto" aria-label="Sidebar" className="sidebar">
        <div className="flex min-h-14 items-center justify-between px-4">
          <Brand />
          <button
            type="button"
            popoverTarget="sidebar"
            popoverTargetAction="hide"
            className="button-plain -mr-2 lg:hidden"
          >
            <Icon name="close" />
            <span className="sr-only">Close the menu</span>
          </button>
        </div>
        <nav aria-label="Main" className="flex-1 space-y-5 overflow-y-auto px-3 py-2">
          <NavLink href="/">
            <Icon name="home" />
            Home
          </NavLink>
          {groups.map((group) => (
            <NavGroup key={group} group={group} />
          ))}
        </nav>
        <div className="border-t border-line p-2">
          <AccountMenu user={user} />
        </div>
      </aside>
    </>
  );
}

function NavGroup({ group }: { group: string }) {
  const id = `nav-${group}`;
  return (
    <div>
      <h2 id={id} className="px-2.5 pb-1 text-xs font-medium text-muted">
        {group}
      </h2>
      <ul aria-labelledby={id} className="space-y-px">
        {pages
          .filter((page) => page.group === group)
          .map((page) => (
            <li key={page.path}>
              <NavLink href={page.path}>
                <Icon name={page.icon} />
                <span className="min-w-0 truncate">{page.title}</span>
              </NavLink>
            </li>
          ))}
      </ul>
    </div>
  );
}

function TopBar() {
  return (
    <header className="top-bar">
      <Brand />
      <nav aria-label="Main" className="flex flex-1 items-center gap-1 overflow-x-auto">
        {pages
          .filter((page) => page.public)
          .map((page) => (
            <NavLink key={page.path} href={page.path}>
              {page.title}
            </NavLink>
          ))}
      </nav>
      <div className="hidden w-28 sm:block">
        <ThemeSwitch />
      </div>
      <Link href="/sign-in" className="button-quiet">
        Sign in
      </Link>
    </header>
  );
}

function Brand() {
  return (
    <Link href="/" className="flex min-w-0 items-center gap-2.5 font-semibold">
      <Mark />
      <span className="truncate">both-doors</span>
    </Link>
  );
}
