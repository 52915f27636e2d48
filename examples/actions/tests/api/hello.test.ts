import { expect, test } from "vitest";
import { GET } from "@/app/api/hello/route";

test("hello answers JSON to anybody", async () => {
  const response = GET();
  expect(response.status).toBe(200);
  expect(await response.json()).toHaveProperty("message");
});
