import { redirect } from "next/navigation";
import { expect, test, vi } from "vitest";
import { allowOnly, handler } from "@/lib/handler";

const request = () =>
  new Request("http://localhost/api/x?secret", { headers: { "x-request-id": "r-1" } });

async function thrown(error: unknown): Promise<Response> {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const response = await handler(() => Promise.reject(error))(request());
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
  return response;
}

test("what a handler answers is passed on", async () => {
  const answer = Response.json({}, { status: 201 });
  expect(await handler(() => answer)(request())).toBe(answer);
});

test("an error is a 500 that says nothing of it, but for where it is in the log", async () => {
  for (const error of [new Error("select secret"), new TypeError("x"), "text", null]) {
    const response = await thrown(error);
    expect(response.status).toBe(500);
    expect(response.headers.get("x-request-id")).toBe("r-1");
    expect(response.headers.get("retry-after")).toBeNull();
    const body = await response.json();
    expect(body).toMatchObject({ status: 500, requestId: "r-1" });
    expect(JSON.stringify(body)).not.toContain("secret");
  }
});

test("a database that does not answer is a 503, to be tried again", async () => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const response = await thrown(new Error("Failed query", { cause }));
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a redirect is no error", async () => {
  await expect(handler(() => redirect("/"))(request())).rejects.toThrow("NEXT_REDIRECT");
});

test("the methods that are not there are refused, and those that are named", async () => {
  const { PUT, OPTIONS } = allowOnly("GET", "POST");
  expect(PUT().status).toBe(405);
  expect(PUT().headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  expect(OPTIONS().status).toBe(204);
  expect(OPTIONS().headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  expect(allowOnly("POST").GET().headers.get("allow")).toBe("OPTIONS, POST");
});
