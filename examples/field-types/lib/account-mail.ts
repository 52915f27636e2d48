import "server-only";

import { publicOrigin } from "@/lib/environment";
import { sendMail, sendsMail } from "@/lib/mail";
import { mayMail } from "@/lib/mail-limits";

// The mails about accounts. None has in it what somebody typed, such as their name: whoever signs up with
// another's address would have this app send their words there.

/** For how long a link to choose a new password works, and one to confirm an address. */
export const RESET_SECONDS = 60 * 60;
export const CONFIRM_SECONDS = 24 * 60 * 60;

const APP = "field-types";

/** The way to a new password, for whoever has forgotten theirs. */
export async function mailReset(to: string, token: string): Promise<void> {
  await sendMail({
    to,
    subject: `A new password for ${APP}`,
    text: `Somebody has asked for a new password for your account at ${APP}.

If it was you, choose one here within an hour:

${link("/reset-password", token)}

If it was not, there is nothing to do: your password is still the same.
`,
  });
}

/** The way to confirm an address. Returns whether it is on its way. */
export async function mailConfirmation(to: string, token: string): Promise<boolean> {
  if (!sendsMail() || !(await mayMail("confirmation", to))) return false;
  return sendMail({
    to,
    subject: `Confirm your address for ${APP}`,
    text: `Somebody has made an account at ${APP} with this address.

If it was you, confirm it here within a day:

${link("/confirm-email", token)}

If it was not, do not: then nobody can sign in with your address.
`,
  });
}

/** For whoever signed up with an address that has an account: the page that they see tells nobody. */
export async function mailTaken(to: string): Promise<void> {
  if (!(await mayMail("taken", to))) return;
  await sendMail({
    to,
    subject: `You have an account at ${APP}`,
    text: `Somebody has tried to make an account at ${APP} with this address. It has one already.

If it was you, sign in, or choose a new password:

${link("/sign-in")}
${link("/forgot-password")}

If it was not, there is nothing to do.
`,
  });
}

/** What a thief of the account would rather have nobody know. */
export async function mailPasswordChanged(to: string): Promise<void> {
  if (!sendsMail()) return;
  await sendMail({
    to,
    subject: `Your password for ${APP} is another one`,
    text: `Your account at ${APP} has another password now, and is signed out elsewhere.

If it was not you, choose a new one at once:

${link("/forgot-password")}
`,
  });
}

/** From BETTER_AUTH_URL, and never from a request: its Host header would send the link's token anywhere. */
function link(path: string, token?: string): string {
  const url = new URL(path, publicOrigin() ?? `http://localhost:${process.env.PORT ?? 3000}`);
  if (token) url.searchParams.set("token", token);
  return url.href;
}
