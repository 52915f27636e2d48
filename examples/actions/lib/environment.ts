import "server-only";

/** Signs the session cookies. */
export function authSecret(): string {
  const secret = process.env.BETTER_AUTH_SECRET;
  if (secret) return secret;
  throw new Error(
    "BETTER_AUTH_SECRET is not set: run `npm run setup` or set it (see .env.example).",
  );
}

/** Where the app is reachable from outside, or null: then only this machine is trusted. */
export function publicOrigin(): string | null {
  const address = process.env.BETTER_AUTH_URL;
  if (!address) return null;
  if (URL.canParse(address) && /^https?:/.test(address)) return new URL(address).origin;
  throw new Error("BETTER_AUTH_URL must be the app's address, such as https://example.com.");
}

/** How many proxies stand before the app, each adding the address it was called from to X-Forwarded-For. */
export function trustedProxies(): number {
  const count = process.env.TRUSTED_PROXIES || "0";
  if (/^\d{1,2}$/.test(count)) return Number(count);
  throw new Error("TRUSTED_PROXIES must be a number: how many proxies stand before the app.");
}

/** How often a minute the API may be called with one key, or from one address without any. */
export function requestsPerMinute(): number {
  const count = process.env.API_REQUESTS_PER_MINUTE || "600";
  if (/^[1-9]\d{0,8}$/.test(count)) return Number(count);
  throw new Error("API_REQUESTS_PER_MINUTE must be a number of at least 1.");
}

export type MailServer = {
  host: string;
  port: number;
  /** TLS from the first byte on; without, the server offers it (STARTTLS). */
  isSecure: boolean;
  /** Who signs in there, where somebody has to. */
  auth?: { user: string; pass: string };
  from: { name: string; address: string };
};

/** Where mail goes out, or null: then none is sent (lib/mail.ts). */
export function mailServer(): MailServer | null {
  const { SMTP_URL: address, MAIL_FROM: sender = "" } = process.env;
  if (!address) return null;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol)) {
    // What it is stays unsaid: there is a password in it.
    throw new Error("SMTP_URL must be like smtp://user:password@smtp.example.com:587.");
  }
  const [, name, named, alone] =
    /^(?:([^<>"\r\n]*) <(\S+@[^\s>]+)>|([^\s<>]+@[^\s<>]+))$/.exec(sender) ?? [];
  const from = { name: name ?? "", address: named ?? alone ?? "" };
  if (!from.address) throw new Error("MAIL_FROM must be like Shop <shop@example.com>.");
  const isSecure = url.protocol === "smtps:";
  const port = Number(url.port) || (isSecure ? 465 : 587);
  const [user, pass] = [url.username, url.password].map(decodeURIComponent);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { host, port, isSecure, from, ...(user && pass ? { auth: { user, pass } } : {}) };
}

/**
 * Whether people confirm their address before they can sign in. Where mail is sent they do, and so nobody
 * learns from signing up who has an account; where none is sent, nobody could.
 */
export function confirmsAddresses(): boolean {
  return mailServer() !== null;
}

/** Say at the start what is missing, and not to the first visitor. */
export function checkEnvironment(): void {
  authSecret();
  requestsPerMinute();
  if (!mailServer() && process.env.NODE_ENV === "production") {
    console.warn("SMTP_URL is not set: no mail is sent, so who forgets a password needs you.");
  }
  if (publicOrigin() || process.env.NODE_ENV !== "production") return;
  console.warn("BETTER_AUTH_URL is not set: people can sign in from this machine only.");
}
