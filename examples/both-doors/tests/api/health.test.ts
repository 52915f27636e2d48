import { expect, test } from "vitest";
import { DELETE, GET as unknown } from "@/app/api/[...path]/route";
import { GET as ready } from "@/app/api/health/ready/route";
import { GET } from "@/app/api/health/route";

test("health is asked by anybody, and tells nothing", async () => {
  for (const response of [GET(), await ready()]) {
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  }
});

test("what is not there is a 404 that a program can read", async () => {
  for (const handler of [unknown, DELETE]) {
    expect(handler().status).toBe(404);
    expect(handler().headers.get("content-type")).toBe("application/problem+json");
  }
});
