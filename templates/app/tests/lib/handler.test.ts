import { redirect } from "next/navigation";
import { expect, test, vi } from "vitest";
import { Taken } from "@/lib/errors";
import { allowOnly, handler } from "@/lib/handler";
import { problem } from "@/lib/problem";

const request = (headers: HeadersInit = { "x-request-id": "r-1" }) =>
  new Request("http://localhost/api/x?secret", { headers });

async function thrown(error: unknown): Promise<Response> {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const response = await handler(() => Promise.reject(error))(request());
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
  return response;
}

test("what a handler answers is passed on", async () => {
  const answer = await handler(() => Response.json([1], { status: 201, headers: { ETag: '"1"' } }))(
    request(),
  );
  expect(answer.status).toBe(201);
  expect(answer.headers.get("etag")).toBe('"1"');
  expect(await answer.json()).toEqual([1]);
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

test("what is taken is a 409 that points at the fields, and nothing for the log", async () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const response = await handler(() => Promise.reject(new Taken(["sku"])))(request());
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
  expect(response.status).toBe(409);
  const errors = [{ pointer: "#/sku", detail: "There is one with this already." }];
  expect(await response.json()).toMatchObject({ status: 409, requestId: "r-1", errors });
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
  const refused = await PUT(request());
  expect(refused.status).toBe(405);
  expect(refused.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  const told = await OPTIONS(request());
  expect(told.status).toBe(204);
  expect(told.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  expect((await allowOnly("POST").GET(request())).headers.get("allow")).toBe("OPTIONS, POST");
});

test("each answer says which request it belongs to, and a problem says so itself", async () => {
  const headers = { "x-request-id": "from-a-proxy" };
  const good = await handler(() => Response.json([]))(request(headers));
  expect(good.headers.get("x-request-id")).toBe("from-a-proxy");
  const bad = await handler(() => problem(409, "Not now."))(request(headers));
  expect(bad.headers.get("x-request-id")).toBe("from-a-proxy");
  expect(await bad.json()).toEqual({
    type: "/api/docs#conflict",
    title: expect.any(String),
    status: 409,
    detail: "Not now.",
    instance: "/api/x#from-a-proxy",
    requestId: "from-a-proxy",
  });
});

test("a client that takes no JSON gets none, and nothing is done", async () => {
  const respond = vi.fn(() => Response.json([]));
  for (const accept of [
    "text/html",
    "application/xml, text/*;q=0.5",
    "application/json;q=0, */*",
  ]) {
    expect((await handler(respond)(request({ accept }))).status).toBe(406);
  }
  expect(respond).not.toHaveBeenCalled();
  for (const accept of ["*/*", "", "text/html, application/*;q=0.1", "Application/JSON; q=0.9"]) {
    expect((await handler(respond)(request({ accept }))).status).toBe(200);
  }
});
