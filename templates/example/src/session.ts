import { createClient } from "../../../clients/typescript/client";
import type {
  Problem,
  SessionSignIn,
  SessionSignUp,
  SessionUser,
} from "../../../clients/typescript/schema";
import { API_URL, anybody } from "./api";
import { check, dataOf } from "./failure";
import { authorized, forget, isSignedIn, keep } from "./tokens";

/** The API for whoever is signed in. */
export const api = createClient({ baseUrl: API_URL, fetch: authorized });

/** Make an account, and sign in; null where the address has to be confirmed first, by a mail. */
export async function signUp(body: SessionSignUp): Promise<SessionUser | null> {
  const session = dataOf(await anybody.POST("/api/session/sign-up", { body }));
  if (!("user" in session)) return null;
  keep(session);
  return session.user;
}

export async function signIn(body: SessionSignIn): Promise<SessionUser> {
  const session = dataOf(await anybody.POST("/api/session", { body }));
  keep(session);
  return session.user;
}

/** Who is signed in since before the page was loaded. */
export async function signedIn(): Promise<SessionUser | undefined> {
  if (!isSignedIn()) return undefined;
  const answer = await api.GET("/api/session");
  return answer.response.status === 401 ? undefined : dataOf(answer).user;
}

export async function signOut(): Promise<void> {
  ended(await api.DELETE("/api/session"));
}

export async function signOutEverywhere(): Promise<void> {
  ended(await api.DELETE("/api/sessions"));
}

/** The tokens are kept until the API has said that they are no use any more. */
function ended(answer: { error?: Problem; response: Response }): void {
  if (answer.response.status !== 401) check(answer);
  forget();
}
