import { authenticateSession } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { endAllSessions } from "@/lib/session-tokens";

/** Signs out everywhere: on all devices, and in all browsers. */
export const DELETE = handler(async (request: Request) => {
  const session = await authenticateSession(request);
  if (session instanceof Response) return session;

  await endAllSessions(session.user.id);
  return new Response(null, { status: 204 });
});

export const { GET, POST, PUT, PATCH, OPTIONS } = allowOnly("DELETE");
