import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import * as categoriesData from "@/data/categories";
import * as data from "@/data/products";
import { bringBack } from "@/db/undo";
import { Missing } from "@/lib/errors";
import { makeCategory } from "../records/categories";
import { makeProduct } from "../records/products";
import { createUser, type TestUser } from "../support/users";

let owner: TestUser;

beforeAll(async () => {
  owner = await createUser();
});

test("categoryId never names what is not there for the caller", async () => {
  const id = await makeProduct(owner.caller);
  const ids = [randomUUID()];
  for (const categoryId of ids) {
    const update = data.updateProduct(owner.caller, id, { categoryId });
    await expect(update).rejects.toThrow(Missing);
  }
});

test("a product stays when what its categoryId names is deleted", async () => {
  const categoryId = await makeCategory(owner.caller);
  const id = await makeProduct(owner.caller);
  await data.updateProduct(owner.caller, id, { categoryId });
  expect(await categoriesData.deleteCategory(owner.caller, categoryId)).toBe(true);
  expect(await data.getProduct(owner.caller, id)).toMatchObject({ categoryId: null });
});

test("what its categoryId names is brought back with what it lost", async () => {
  const categoryId = await makeCategory(owner.caller);
  const id = await makeProduct(owner.caller);
  await data.updateProduct(owner.caller, id, { categoryId });
  const before = await data.getProduct(owner.caller, id);
  const batch = randomUUID();
  expect(await categoriesData.discardCategories(owner.caller, [categoryId], batch)).toBe(1);
  expect(await data.getProduct(owner.caller, id)).not.toEqual(before);
  expect(await bringBack(owner.caller, batch)).toBe(1);
  expect(await data.getProduct(owner.caller, id)).toEqual(before);
});
