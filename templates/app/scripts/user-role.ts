import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { closeDatabase } from "@/db";
import { migrate } from "@/db/prepare";
import { reasonOf } from "@/lib/errors";
import { ROLES } from "@/lib/role-names";
import { giveRole, listRoles, takeRole } from "@/lib/user-roles";
import { findUser } from "@/lib/users";

const KNOWN: readonly string[] = ROLES;
const THERE = `There is ${KNOWN.join(", ")}.`;
const USAGE = `Who gets which role? npm run users:role -- you@example.com ${KNOWN[0]} [--remove]
With no address, or with --list, it lists who has which role.`;

nextEnv.loadEnvConfig(process.cwd());
const asked = readArguments();
try {
  if (!asked) console.error(USAGE);
  else if (asked.email === undefined) await list();
  else await change(asked.email, asked.role, asked.remove);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}

async function list(): Promise<void> {
  await migrate();
  const people = await listRoles();
  for (const { email, roles } of people) console.log(`${email}: ${roles.join(", ")}`);
  if (people.length === 0) console.error(`Nobody has a role. ${THERE}`);
}

async function change(email: string, role: string, remove: boolean): Promise<void> {
  // One that nothing takes any more can still be taken away.
  if (!remove && !KNOWN.includes(role)) {
    throw new Error(`No resource and no action takes the role ${role}. ${THERE}`);
  }
  await migrate();
  const user = await findUser(email);
  if (!user) throw new Error(`There is no user with the address ${email}. Sign up, at /sign-up.`);
  if (remove) {
    const has = (await takeRole(user, role)) ? "no longer has" : "does not have";
    console.error(`${user.email} ${has} the role ${role}.`);
  } else {
    const has = (await giveRole(user, role)) ? "now has" : "already has";
    console.error(`${user.email} ${has} the role ${role}.`);
  }
}

function readArguments() {
  process.exitCode = 2;
  try {
    const { values, positionals } = parseArgs({
      options: {
        remove: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const [email, role, ...rest] = positionals;
    const { remove, list } = values;
    if (email === undefined ? remove : list || role === undefined || rest.length > 0) return null;
    process.exitCode = 0;
    return { email, role: role ?? "", remove };
  } catch {
    return null;
  }
}
