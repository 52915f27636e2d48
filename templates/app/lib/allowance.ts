import "server-only";

import { createHash } from "node:crypto";
import { countTry, type Limit } from "@/lib/limits";

// How many requests a caller may send. All instances count in the database; so that not every request costs
// a write, an instance takes some of the allowance at a time, and remembers for how long there is none left.

/** What is left of a limit, and in how many seconds it begins again. */
export type Allowance = { limit: Limit; isAllowed: boolean; left: number; secondsLeft: number };

type Taken = {
  /** Of the allowance: in this instance's hands, and in nobody's. */
  here: number;
  elsewhere: number;
  endsAt: number;
};

// An instance that takes 2 % at a time writes to the database for one request in 50 of a busy caller.
const SHARE = 0.02;
// More callers than that at once, and the ones that came first are asked for again.
const MOST_CALLERS = 10_000;

// On globalThis, since Next.js bundles this module more than once.
const shared = globalThis as typeof globalThis & { takenAllowances?: Map<string, Promise<Taken>> };

/** Use up one request of a caller's; `name` is what only this caller has. */
export async function spend(name: string, limit: Limit): Promise<Allowance> {
  shared.takenAllowances ??= new Map();
  const all = shared.takenAllowances;
  const key = hash(`${limit.max} in ${limit.seconds} for ${name}`);
  // One after the other, so that many at once take no more than they need.
  const next = (all.get(key) ?? Promise.resolve(null))
    .catch(() => null)
    .then((taken) => spent(key, limit, taken));
  all.delete(key);
  all.set(key, next);
  trim(all);
  const { here, elsewhere, endsAt } = await next;
  const secondsLeft = Math.max(1, Math.ceil((endsAt - Date.now()) / 1000));
  return { limit, isAllowed: here >= 0, left: Math.max(here, 0) + elsewhere, secondsLeft };
}

/** What is taken once one more is spent; `here` is -1 where there was none. */
async function spent(key: string, limit: Limit, taken: Taken | null): Promise<Taken> {
  if (taken && taken.endsAt > Date.now()) {
    if (taken.here > 0) return { ...taken, here: taken.here - 1 };
    if (taken.elsewhere === 0) return { ...taken, here: -1 };
  }
  const wanted = Math.max(1, Math.floor(limit.max * SHARE));
  const { count, secondsLeft } = await countTry(key, limit.seconds, wanted);
  const before = count - wanted;
  const got = Math.min(wanted, Math.max(0, limit.max - before));
  return {
    here: got - 1,
    elsewhere: Math.max(0, limit.max - count),
    endsAt: Date.now() + secondsLeft * 1000,
  };
}

function trim(all: Map<string, unknown>): void {
  if (all.size <= MOST_CALLERS) return;
  for (const key of all.keys()) {
    all.delete(key);
    return;
  }
}

// So that the table tells nobody's address.
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
