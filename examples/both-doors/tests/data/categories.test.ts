import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import * as data from "@/data/categories";
import { Missing } from "@/lib/errors";
import { makeCategory } from "../records/categories";
import { createUser, type TestUser } from "../support/users";

let owner: TestUser;

beforeAll(async () => {
  owner = await createUser();
});

test("parentId never names what is not there for the caller", async () => {
  const id = await makeCategory(owner.caller);
  const ids = [randomUUID()];
  for (const parentId of ids) {
    const update = data.updateCategory(owner.caller, id, { parentId });
    await expect(update).rejects.toThrow(Missing);
  }
});
