import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { sql } from "@/db/sql";
import { spend } from "@/lib/allowance";

const MINUTE = { max: 100, seconds: 60 };

/** Forget what this instance has taken, as another one would know nothing of it. */
function anotherInstance(): void {
  Object.assign(globalThis, { takenAllowances: undefined });
}

async function allowed(name: string, times: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: times }, () => spend(name, MINUTE)));
  return answers.filter(({ isAllowed }) => isAllowed).length;
}

test("as many as the limit says get through, however many come at once", async () => {
  const name = randomUUID();
  expect(await allowed(name, 500)).toBe(100);
  expect(await allowed(name, 10)).toBe(0);
});

test("several instances share one limit, and each uses what it took", async () => {
  const name = randomUUID();
  let through = 0;
  for (const times of [30, 30, 30, 30]) {
    anotherInstance();
    through += await allowed(name, times);
  }
  expect(through).toBe(100);
});

test("what is left counts down, and begins again with the next window", async () => {
  const name = randomUUID();
  const first = await spend(name, MINUTE);
  expect(first).toMatchObject({ isAllowed: true, left: 99 });
  expect(first.secondsLeft).toBeGreaterThan(58);
  expect((await spend(name, MINUTE)).left).toBe(98);
  await allowed(name, 200);
  const none = await spend(name, MINUTE);
  expect(none).toMatchObject({ isAllowed: false, left: 0 });

  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    vi.setSystemTime(Date.now() + none.secondsLeft * 1000 + 1);
    expect(await spend(name, MINUTE)).toMatchObject({ isAllowed: true, left: 99 });
  } finally {
    vi.useRealTimers();
  }
});

test("a refusal is remembered, and costs no statement", async () => {
  const name = randomUUID();
  await allowed(name, 150);
  const rows = async () => sql`select sum(count) as total from auth_rate_limits`;
  const before = await rows();
  expect(await allowed(name, 50)).toBe(0);
  expect(await rows()).toEqual(before);
});

test("callers and limits do not share", async () => {
  const name = randomUUID();
  await allowed(name, 100);
  expect((await spend(randomUUID(), MINUTE)).isAllowed).toBe(true);
  expect((await spend(name, { max: 10, seconds: 60 })).isAllowed).toBe(true);
});
