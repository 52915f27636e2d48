import { beforeAll, expect, test } from "vitest";
import { GET } from "@/app/categories/options/route";
import * as data from "@/data/categories";
import type { Offers } from "@/lib/offers";
import { makeCategory } from "../records/categories";
import { request } from "../support/requests";
import { createUser, type TestUser } from "../support/users";

let owner: TestUser;

beforeAll(async () => {
  owner = await createUser();
});

/** Asks as a form does while somebody types. */
function ask(session: TestUser | undefined, text = "") {
  const query = new URLSearchParams({ q: text });
  return GET(request("GET", `/categories/options?${query}`, { session }));
}

async function offered(session: TestUser, text?: string): Promise<Offers> {
  return (await ask(session, text)).json();
}

test("nobody is told what there is to choose from", async () => {
  await makeCategory(owner.caller);
  expect((await ask(undefined)).status).toBe(401);
});

test("whatever is typed has an answer", async () => {
  for (const text of ["%", "_", "\\", "\0", "a'b:*&|!()", "x".repeat(300)]) {
    expect((await ask(owner, text)).status).toBe(200);
  }
});

test("a name finds what is called so, in any case", async () => {
  const id = await makeCategory(owner.caller);
  const name = (await data.nameCategories(owner.caller, [id])).get(id) ?? "";
  for (const text of [name.toLowerCase(), name.toUpperCase()]) {
    expect((await offered(owner, text)).options).toContainEqual({ id, name });
  }
  expect((await offered(owner, `${name} zzz`)).options).toEqual([]);
});

test("at most 50 are offered at once, and it is said that there are more", async () => {
  for (let made = 0; made <= 50; made += 1) await makeCategory(owner.caller);
  const { options, hasMore } = await offered(owner);
  expect(options).toHaveLength(50);
  expect(hasMore).toBe(true);
});
