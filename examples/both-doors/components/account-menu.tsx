import Link from "next/link";
import { signOut } from "@/app/(pages)/sign-in/actions";
import { ThemeSwitch } from "@/components/theme-switch";
import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";

type Props = { user: { name: string; email: string } };

/** Who is signed in, and what is theirs. */
export function AccountMenu({ user }: Props) {
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        className="flex w-full cursor-pointer items-center gap-2.5 rounded-md p-2 text-left hover:bg-hover"
      >
        <span className="sr-only">Account menu</span>
        <Avatar name={user.name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{user.name}</span>
          <span className="block truncate text-xs text-muted">{user.email}</span>
        </span>
        <Icon name="more" />
      </button>
      <div id="account-menu" popover="auto" className="menu account-menu space-y-1">
        <ThemeSwitch />
        <Link href="/account" className="menu-item">
          <Icon name="account" />
          Account
        </Link>
        <Link href="/api-keys" className="menu-item">
          <Icon name="key" />
          API keys
        </Link>
        <button type="button" popoverTarget="shortcuts" className="menu-item noscript:hidden">
          <Icon name="keyboard" />
          Keyboard shortcuts
        </button>
        <form action={signOut}>
          <button type="submit" className="menu-item">
            <Icon name="sign-out" />
            Sign out
          </button>
        </form>
      </div>
    </>
  );
}
