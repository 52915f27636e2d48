import { expect, test } from "vitest";
import { auth, authServer } from "@/lib/auth";
import { ROLES } from "@/lib/role-names";
import { Forbidden, hasRole, mayOpen, requireRole, withRole } from "@/lib/roles";
import { giveRole, listRoles, takeRole } from "@/lib/user-roles";
import { findUser } from "@/lib/users";
import { signedInAs } from "../support/session";
import { createUser } from "../support/users";

const [ROLE] = ROLES;

test("who has no roles has none of them", () => {
  for (const holder of [{}, { roles: [] }, { roles: [`${ROLE}s`] }]) {
    expect(hasRole(holder, ROLE)).toBe(false);
    expect(() => requireRole(holder, ROLE)).toThrow(Forbidden);
    expect(withRole({ user: holder }, ROLE)).toBeNull();
    expect(mayOpen(holder, [ROLE])).toBe(false);
    expect(mayOpen(holder, [])).toBe(true);
  }
});

test("one role of several is enough to have one of them", () => {
  const session = { user: { roles: ["other", ROLE] } };
  expect(() => requireRole(session.user, ROLE)).not.toThrow();
  expect(withRole(session, ROLE)).toBe(session);
  expect(withRole(null, ROLE)).toBeNull();
});

test("a role is given once, and taken once, however often at a time", async () => {
  const { email } = await createUser([]);
  const user = await findUser(email);
  if (!user) throw new Error("There is no such user.");
  const given = await Promise.all([giveRole(user, ROLE), giveRole(user, ROLE)]);
  expect(given.sort()).toEqual([false, true]);
  expect(await listRoles()).toContainEqual({ email, roles: [ROLE] });
  const taken = await Promise.all([takeRole(user, ROLE), takeRole(user, ROLE)]);
  expect(taken.sort()).toEqual([false, true]);
  expect((await listRoles()).map((one) => one.email)).not.toContain(email);
});

test("a session has the roles that its user has now", async () => {
  const somebody = await createUser([]);
  const user = await findUser(somebody.email);
  signedInAs(somebody);
  expect((await auth())?.user.roles).toEqual([]);
  if (user) await giveRole(user, ROLE);
  expect((await auth())?.user.roles).toEqual([ROLE]);
});

test("nobody gives themselves a role by signing up", async () => {
  const email = "climber@example.com";
  const sent = { name: "Climber", email, password: "a long enough sentence", roles: [ROLE] };
  const headers = { "content-type": "application/json", origin: "http://localhost:3000" };
  const url = "http://localhost:3000/api/auth/sign-up/email";
  const body = JSON.stringify({ ...sent, role: ROLE });
  await authServer().handler(new Request(url, { method: "POST", headers, body }));
  expect((await listRoles()).map((one) => one.email)).not.toContain(email);
});
