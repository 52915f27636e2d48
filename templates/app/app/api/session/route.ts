import { authenticateSession } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { signIn, signInInput } from "@/lib/session-sign-in";
import { endSession } from "@/lib/session-tokens";

/** Signs in. Anybody may call it: this is how a stranger becomes somebody. Wrong passwords are limited. */
export const POST = handler(async (request: Request) => {
  const input = await readJson(request, signInInput);
  if (input instanceof Response) return input;

  return signIn(request, input);
});

/** Says whose session it is. */
export const GET = handler(async (request: Request) => {
  const session = await authenticateSession(request);
  if (session instanceof Response) return session;

  return Response.json({ user: session.user });
});

/** Signs out. */
export const DELETE = handler(async (request: Request) => {
  const session = await authenticateSession(request);
  if (session instanceof Response) return session;

  await endSession(session.id);
  return new Response(null, { status: 204 });
});

export const { PUT, PATCH, OPTIONS } = allowOnly("GET", "POST", "DELETE");
