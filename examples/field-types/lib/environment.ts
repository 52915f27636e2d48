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

/** Say at the start what is missing, and not to the first visitor. */
export function checkEnvironment(): void {
  authSecret();
  requestsPerMinute();
  if (publicOrigin() || process.env.NODE_ENV !== "production") return;
  console.warn("BETTER_AUTH_URL is not set: people can sign in from this machine only.");
}
