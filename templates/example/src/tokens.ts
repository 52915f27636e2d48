import type { SessionTokens } from "../../../clients/typescript/schema";
import { anybody } from "./api";
import { dataOf, isOver } from "./failure";

// Both tokens are in sessionStorage, so that a reload keeps somebody signed in and renews nothing,
// and nobody is once the tab is closed.

const KEY = "tokens";
// An access token is renewed so many milliseconds before its end: a request takes a while.
const EARLY = 30_000;
export const OVER = "session-over";

type Kept = { access: string; until: number; refresh: string };

let renewal: Promise<string | undefined> | undefined;

export function keep({ accessToken, expiresIn, refreshToken }: SessionTokens): void {
  const until = Date.now() + expiresIn * 1000 - EARLY;
  store({ access: accessToken, until, refresh: refreshToken });
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
}

export function isSignedIn(): boolean {
  return kept() !== undefined;
}

/** Send a request with the access token; where that is refused, once more with the next one. */
export async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await accessToken();
  const answer = await fetch(bearing(request, token));
  if (answer.status !== 401 || token === undefined) return answer;
  // Whoever was refused before this one may have the next one already.
  const now = kept();
  if (now?.access === token) store({ ...now, until: 0 });
  const next = await accessToken();
  if (next === undefined) return answer;
  await answer.body?.cancel();
  const last = await fetch(bearing(again, next));
  // It is as good as new, so another one would be no better.
  if (last.status === 401 && kept()?.access === next) end();
  return last;
}

function bearing(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

async function accessToken(): Promise<string | undefined> {
  const now = kept();
  return now && Date.now() < now.until ? now.access : renewed();
}

/** All wait for one: a refresh token that comes twice ends the session. */
function renewed(): Promise<string | undefined> {
  renewal ??= renew().finally(() => {
    renewal = undefined;
  });
  return renewal;
}

async function renew(): Promise<string | undefined> {
  const refreshToken = kept()?.refresh;
  if (refreshToken === undefined) return undefined;
  try {
    const tokens = dataOf(await anybody.POST("/api/session/refresh", { body: { refreshToken } }));
    keep(tokens);
    return tokens.accessToken;
  } catch (error) {
    // Anything else, such as a network that is away, may go by.
    if (!isOver(error)) throw error;
    end();
    return undefined;
  }
}

function end(): void {
  forget();
  window.dispatchEvent(new Event(OVER));
}

function kept(): Kept | undefined {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? undefined;
}

function store(tokens: Kept): void {
  sessionStorage.setItem(KEY, JSON.stringify(tokens));
}
