import { authenticateSession } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { limitCaller } from "@/lib/rate-limits";
import { MAX_BYTES, signIn, signInInput } from "@/lib/session-sign-in";
import { endSession } from "@/lib/session-tokens";

/** Signs in. Anybody may call it: this is how a stranger becomes somebody. Wrong passwords are limited. */
export const POST = handler(async (request: Request) => {
  const input = await readJson(request, signInInput, MAX_BYTES);
  if (input instanceof Response) return input;

  return signIn(request, input);
});

/** Says whose session it is. */
export const GET = handler(async (request: Request) => {
  const session = await authenticateSession(request);
  if (session instanceof Response) return session;

  const refusal = await limitCaller(request, session.user.id);
  const { id, name, email } = session.user;
  return refusal ?? Response.json({ user: { id, name, email } });
});

/** Signs out. */
export const DELETE = handler(async (request: Request) => {
  const session = await authenticateSession(request);
  if (session instanceof Response) return session;

  await endSession(session.id);
  return new Response(null, { status: 204 });
});

export const { PUT, PATCH, OPTIONS } = allowOnly("GET", "POST", "DELETE");
