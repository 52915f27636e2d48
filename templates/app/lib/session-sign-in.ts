import "server-only";

import { z } from "zod";
import { sql } from "@/db/sql";
import { answerAuth } from "@/lib/auth";
import { passwordProblem, REPEATED } from "@/lib/passwords";
import { faultsIn, problem } from "@/lib/problem";
import { issueTokens } from "@/lib/session-tokens";
import { newAccount } from "@/lib/sign-in-rules";

// How people of a frontend elsewhere get their tokens: over JSON, and without a cookie.

/** What anybody may send, so that there is not much to read. */
export const MAX_BYTES = 10_000;
// As long as a password may be that is hashed (lib/auth.ts).
const LONGEST = 1000;

export const signUpInput = z.strictObject({
  ...newAccount.shape,
  // For the document: lib/passwords.ts looks at it.
  password: z
    .string()
    .max(LONGEST)
    .meta({ minLength: 8, maxLength: 128, not: { pattern: REPEATED } }),
});
export const signInInput = z.strictObject({
  email: z.email().max(254),
  password: z.string().max(LONGEST),
});
export const refreshInput = z.strictObject({ refreshToken: z.string() });

export async function signUp(
  request: Request,
  input: z.output<typeof signUpInput>,
): Promise<Response> {
  const wrong = await passwordProblem(input.password, input);
  if (wrong) {
    const errors = faultsIn({ password: [wrong] });
    return problem(422, "Please check the marked fields.", { errors });
  }
  return answer(await ask(request, "/sign-up/email", input));
}

export async function signIn(
  request: Request,
  input: z.output<typeof signInInput>,
): Promise<Response> {
  return answer(await ask(request, "/sign-in/email", input));
}

// Where somebody calls from is what limits are counted by. Not the cookies, and not the origin: handlers have
// answered for both.
const PASSED_ON = ["host", "user-agent", "x-forwarded-for", "x-forwarded-proto"];

/** Post to better-auth's own endpoint, as the app's forms do, so that its limits hold here too. */
async function ask(
  request: Request,
  path: "/sign-in/email" | "/sign-up/email",
  body: Record<string, string>,
): Promise<Response> {
  const headers = new Headers({ "content-type": "application/json" });
  for (const name of PASSED_ON) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  const url = new URL(`/api/auth${path}`, request.url);
  return answerAuth(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

const signedIn = z.object({
  token: z.string().nullable(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
});

/** Tokens for the session that better-auth has begun, or why it has not. Its cookies go no further. */
async function answer(response: Response): Promise<Response> {
  if (!response.ok) return refusal(response);
  const { token, user } = signedIn.parse(await response.json());
  // To be confirmed first. The same for an address that has an account: whose it is gets a mail that says so.
  if (token === null) return Response.json({ email: user.email }, { status: 202 });
  const [session] = await sql<{ id: string }>`select id from auth_sessions where token = ${token}`;
  if (!session) throw new Error("The session that has just begun is gone.");
  return Response.json({ ...(await issueTokens(session.id)), user }, { status: 201 });
}

async function refusal(response: Response): Promise<Response> {
  const wait = response.headers.get("retry-after");
  switch (response.status) {
    case 401:
      return problem(401, "The email or the password is wrong.", {
        headers: { "WWW-Authenticate": "Bearer" },
      });
    case 403:
      return problem(403, "Confirm the address first: a mail with a link is on its way.");
    case 422:
      return problem(409, "There is an account with this address already.");
    case 429:
      return problem(429, `Too many tries. Please try again in ${wait} seconds.`, {
        headers: { "Retry-After": wait ?? "60" },
      });
    default:
      throw new Error(`better-auth answered ${response.status}.`);
  }
}
