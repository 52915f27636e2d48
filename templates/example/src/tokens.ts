import type { SessionTokens } from "../../../clients/typescript/schema";
import { anybody } from "./api";
import { dataOf, isOver } from "./failure";

// The access token is in memory, and goes with the page. The refresh token is in sessionStorage, so
// that a reload keeps somebody signed in, and nobody is once the tab is closed.

const KEY = "refresh-token";
// An access token is renewed so many milliseconds before its end: a request takes a while.
const EARLY = 30_000;
export const OVER = "session-over";

let access: { token: string; until: number } | undefined;
let renewal: Promise<string | undefined> | undefined;

export function keep({ accessToken, expiresIn, refreshToken }: SessionTokens): void {
  access = { token: accessToken, until: Date.now() + expiresIn * 1000 - EARLY };
  sessionStorage.setItem(KEY, refreshToken);
}

export function forget(): void {
  access = undefined;
  sessionStorage.removeItem(KEY);
}

export function isSignedIn(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

/** Send a request with the access token; where that is refused, once more with the next one. */
export async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await accessToken();
  const answer = await fetch(bearing(request, token));
  if (answer.status !== 401 || token === undefined) return answer;
  // Whoever was refused before this one may have the next one already.
  if (access?.token === token) access = undefined;
  const next = await accessToken();
  if (next === undefined) return answer;
  await answer.body?.cancel();
  return fetch(bearing(again, next));
}

function bearing(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

async function accessToken(): Promise<string | undefined> {
  return access && Date.now() < access.until ? access.token : renewed();
}

/** All wait for one: a refresh token that comes twice ends the session. */
function renewed(): Promise<string | undefined> {
  renewal ??= renew().finally(() => {
    renewal = undefined;
  });
  return renewal;
}

async function renew(): Promise<string | undefined> {
  const refreshToken = sessionStorage.getItem(KEY);
  if (refreshToken === null) return undefined;
  try {
    const tokens = dataOf(await anybody.POST("/api/session/refresh", { body: { refreshToken } }));
    keep(tokens);
    return tokens.accessToken;
  } catch (error) {
    // Anything else, such as a network that is away, may go by.
    if (!isOver(error)) throw error;
    forget();
    window.dispatchEvent(new Event(OVER));
    return undefined;
  }
}
