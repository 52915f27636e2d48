import "server-only";

/** Who is calling, once that is proven. The data layer takes one first and scopes every query to it. */
export type Caller = { userId: string };

/** The caller behind a signed-in session, for Server Actions and pages. */
export function callerOf(session: { user: { id: string } }): Caller {
  return { userId: session.user.id };
}
