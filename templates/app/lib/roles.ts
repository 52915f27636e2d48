import "server-only";

import { Refused } from "@/lib/errors";
import type { Role } from "@/lib/role-names";

// What somebody may do beyond others. Roles are in the database, beside who somebody is, and are read with
// each request: one that is taken away counts at once. Only `users:role` gives and takes them.

/** Whoever may have roles: a caller, or the user of a session. */
type Holder = { roles?: readonly string[] };

/** Whether somebody has one of these roles. */
export function hasRole(holder: Holder, ...roles: readonly Role[]): boolean {
  return roles.some((role) => holder.roles?.includes(role));
}

/** Throw `Forbidden` unless somebody has the role: the first thing that is asked where it takes one. */
export function requireRole(holder: Holder, role: Role): void {
  if (!hasRole(holder, role)) throw new Forbidden(role);
}

/** The session of somebody who has one of these roles, or null. */
export function withRole<Session extends { user: Holder }>(
  session: Session | null,
  ...roles: readonly Role[]
): Session | null {
  return session && hasRole(session.user, ...roles) ? session : null;
}

/** Whether somebody may open what takes one of these roles; what takes none is open to all who are signed in. */
export function mayOpen(holder: Holder, roles: readonly Role[]): boolean {
  return roles.length === 0 || hasRole(holder, ...roles);
}

/** Thrown where it takes a role that the caller does not have. */
export class Forbidden extends Refused {
  readonly status = 403;
  readonly fieldErrors = {};

  constructor(role: Role) {
    super(`You may not do this: it takes the role ${role}.`);
    this.name = "Forbidden";
  }
}
