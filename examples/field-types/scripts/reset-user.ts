import { randomInt } from "node:crypto";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { closeDatabase } from "@/db";
import { migrate } from "@/db/prepare";
import { reasonOf } from "@/lib/errors";
import { passwordProblem } from "@/lib/passwords";
import { findUser, resetPassword } from "@/lib/users";

const USAGE = `Whose password? npm run users:reset -- --email you@example.com [--stdin]
It makes a new password and prints it; with --stdin the new one is what is typed or piped in.`;

nextEnv.loadEnvConfig(process.cwd());
const options = readOptions();
try {
  if (options) await reset(options.email, options.stdin);
  else console.error(USAGE);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}

async function reset(email: string, stdin: boolean): Promise<void> {
  await migrate();
  const user = await findUser(email);
  if (!user) throw new Error(`There is no user with the address ${email}. Sign up, at /sign-up.`);
  const password = stdin ? await typed() : madeUp();
  const problem = await passwordProblem(password, user);
  if (problem) throw new Error(`This password is refused. ${problem}`);
  await resetPassword(user.id, password);
  console.error(`${user.email} has a new password and is signed out everywhere; API keys stay.`);
  if (stdin) return;
  console.error("It is not shown again:");
  console.log(password);
}

function readOptions() {
  process.exitCode = 2;
  try {
    const options = {
      email: { type: "string" },
      stdin: { type: "boolean", default: false },
    } as const;
    const { email, stdin } = parseArgs({ options }).values;
    if (!email?.trim()) return null;
    process.exitCode = 0;
    return { email, stdin };
  } catch {
    return null;
  }
}

async function typed(): Promise<string> {
  if (process.stdin.isTTY) console.error("Type the new password, then Enter and Ctrl-D:");
  return (await text(process.stdin)).replace(/\r?\n$/, "");
}

/** 20 letters and digits that are not mistaken for each other, in groups: 99 random bits. */
function madeUp(): string {
  const signs = "abcdefghijkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
