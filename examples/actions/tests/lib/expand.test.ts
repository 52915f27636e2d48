import { expect, test } from "vitest";
import { type Expansions, readExpand, sendExpanded, sendExpandedPage } from "@/lib/expand";

const ask = (search: string) => new Request(`http://localhost/api/orders?${search}`);
const ann = { id: "a", name: "Ann" };
const known: Expansions = {
  customer: { field: "customerId", find: async () => new Map([["a", ann]]) },
  product: { field: "productId", find: async () => new Response(null, { status: 403 }) },
};
const record = { id: "1", customerId: "a", productId: "p", updatedAt: new Date(0) };

function read(search: string): Expansions {
  const expand = readExpand(ask(search), known);
  if (expand instanceof Response) throw new Error(`${search} was refused.`);
  return expand;
}

test("what is not asked for is not sent, and the record has its version", async () => {
  const answer = await sendExpanded(ask(""), record, read(""), null);
  expect(answer.headers.has("ETag")).toBe(true);
  expect(await answer.json()).not.toHaveProperty("customer");
});

test("what is asked for is sent along, also beside a few fields, and then without a version", async () => {
  const answer = await sendExpanded(ask(""), record, read("expand=customer"), ["id"]);
  expect(answer.headers.has("ETag")).toBe(false);
  expect(await answer.json()).toEqual({ id: "1", customer: ann });
});

test("what a record of a list does not refer to, or is not there, is null", async () => {
  const items = [record, { ...record, customerId: null }, { ...record, customerId: "b" }];
  const page = { items, next: null, total: null };
  const answer = await sendExpandedPage(ask(""), page, read("expand=customer"), ["id"]);
  const customers = ((await answer.json()) as { customer: unknown }[]).map((one) => one.customer);
  expect(customers).toEqual([ann, null, null]);
});

test("who may not read what is asked for gets nothing at all", async () => {
  const expand = read("expand=customer,product");
  expect((await sendExpanded(ask(""), record, expand, null)).status).toBe(403);
  const page = { items: [record], next: null, total: null };
  expect((await sendExpandedPage(ask(""), page, expand, null)).status).toBe(403);
});

test("what there is none of is refused, and so is one that is named twice", async () => {
  const wrong = ["expand=", "expand=Customer", "expand=customer,", "expand=customerId"];
  const more = ["expand=__proto__", "expand=customer,customer", "expand=customer&expand=product"];
  for (const search of [...wrong, ...more]) {
    const response = readExpand(ask(search), known);
    expect(response).toBeInstanceOf(Response);
    const { status, errors } = await (response as Response).json();
    expect([status, errors[0].parameter]).toEqual([400, "expand"]);
  }
});
