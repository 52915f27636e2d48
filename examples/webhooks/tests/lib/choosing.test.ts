import { expect, test } from "vitest";
import { choosingPage, formWith, readChoosing } from "@/lib/choosing";

const ANN = "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e";
const TEA = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const FORMS = { orders: ["customerId", "payerId"] };

function asked(address: string) {
  const { searchParams } = new URL(address, "http://here.invalid");
  return readChoosing(Object.fromEntries(searchParams), FORMS);
}

function backFrom(address: string): string | null {
  const choosing = asked(address);
  return choosing && formWith(choosing, ANN);
}

test("whoever has chosen is back at the form", () => {
  const field = { form: "orders", field: "customerId" };
  const fresh = choosingPage("/customers", field);
  expect(fresh).toBe("/customers/choose?form=orders&field=customerId");
  expect(backFrom(fresh)).toBe(`/orders/new?customerId=${ANN}`);
  const edited = choosingPage("/customers", { ...field, id: TEA });
  expect(backFrom(edited)).toBe(`/orders/${TEA}/edit?customerId=${ANN}`);
});

test("what was chosen for other fields is kept, and nothing else of an address", () => {
  const address = choosingPage("/customers", { form: "orders", field: "customerId" }, [
    ["payerId", TEA],
    ["customerId", TEA],
    ["q", "green tea"],
    ["state", "open"],
  ]);
  expect(backFrom(address)).toBe(`/orders/new?payerId=${TEA}&customerId=${ANN}`);
  expect(backFrom(`${address}&otherId=green+tea`)).toBe(
    `/orders/new?payerId=${TEA}&customerId=${ANN}`,
  );
});

test("there is no way back to what is no form of this app, or has no such field", () => {
  for (const query of [
    "",
    "form=orders",
    "field=customerId",
    "form=orders&field=number",
    "form=products&field=customerId",
    "form=//example.com&field=customerId",
    "form=toString&field=length",
    "form=__proto__&field=customerId",
  ]) {
    expect(asked(`/customers/choose?${query}`)).toBeNull();
  }
});

test("an id that is none leads to the form of a new record", () => {
  for (const id of ["", "1", "../../sign-out", `${TEA}/x`]) {
    const query = new URLSearchParams({ form: "orders", field: "customerId", id });
    expect(backFrom(`/customers/choose?${query}`)).toBe(`/orders/new?customerId=${ANN}`);
  }
});
