import { afterEach, expect, test, vi } from "vitest";
import { allowOnly, handler } from "@/lib/handler";
import { problem } from "@/lib/problem";

const LISTED = "https://app.example.com";

afterEach(() => vi.unstubAllEnvs());

function list(origins: string): void {
  vi.stubEnv("ALLOWED_ORIGINS", origins);
}

/** What a browser learns from an answer to a page of this origin. */
async function asked(
  respond: (request: Request) => Promise<Response>,
  origin: string | null,
  { method = "GET", path = "/api/todos" } = {},
) {
  const headers: HeadersInit = origin === null ? {} : { origin };
  const response = await respond(new Request(`http://localhost${path}`, { method, headers }));
  const cors = [...response.headers].filter(([name]) => name.startsWith("access-control-"));
  return { cors: Object.fromEntries(cors), vary: response.headers.get("vary") };
}

const GET = handler(() => Response.json([]));

test("a listed origin may read an answer, and the headers that clients need", async () => {
  list(`${LISTED}, http://localhost:5173`);
  for (const origin of [LISTED, "http://localhost:5173"]) {
    const { cors, vary } = await asked(GET, origin);
    expect(vary).toBe("Origin");
    expect(cors).toEqual({
      "access-control-allow-origin": origin,
      "access-control-expose-headers": expect.stringContaining("ETag, Idempotency-Replayed, Link"),
    });
  }
});

test("no other origin gets a header, however much it looks like a listed one", async () => {
  list(LISTED);
  const others = [
    null,
    "null",
    "",
    "*",
    "https://app.example.com.evil.example",
    "https://evil-app.example.com",
    "https://sub.app.example.com",
    "https://example.com",
    "https://app.example.com:8443",
    "https://app.example.com:443",
    "https://app.example.com/",
    "https://app.example.com.",
    "https://APP.example.com",
    "http://app.example.com",
    `${LISTED}, ${LISTED}`,
  ];
  for (const origin of others) {
    expect([origin, await asked(GET, origin)]).toEqual([origin, { cors: {}, vary: "Origin" }]);
    const OPTIONS = { method: "OPTIONS" };
    const preflight = await asked(allowOnly("GET").OPTIONS, origin, OPTIONS);
    expect([origin, preflight.cors]).toEqual([origin, {}]);
  }
});

test("a preflight is told the methods that there are, and what may be sent", async () => {
  list(LISTED);
  const { cors, vary } = await asked(allowOnly("GET", "PATCH").OPTIONS, LISTED, {
    method: "OPTIONS",
  });
  expect(vary).toBe("Origin");
  expect(cors).toEqual({
    "access-control-allow-origin": LISTED,
    "access-control-allow-methods": "GET, HEAD, OPTIONS, PATCH",
    "access-control-allow-headers": expect.stringContaining("Authorization, Content-Type"),
    "access-control-max-age": "7200",
  });
});

test("a page may read why it was refused, and that something went wrong", async () => {
  list(LISTED);
  vi.spyOn(console, "error").mockReturnValueOnce();
  const refused = [
    handler(() => problem(401, "Nobody.")),
    handler(() => Promise.reject(new Error("x"))),
    allowOnly("POST").GET,
  ];
  for (const respond of refused) {
    const { cors } = await asked(respond, LISTED);
    expect(cors).toHaveProperty("access-control-allow-origin", LISTED);
  }
});

test("what works with cookies is not for other origins", async () => {
  list(LISTED);
  const answer = await asked(GET, LISTED, { path: "/api/auth/get-session" });
  expect(answer).toEqual({ cors: {}, vary: null });
});

test("no origin is listed where the list is empty", async () => {
  list("");
  expect((await asked(GET, LISTED)).cors).toEqual({});
});

test("what is no origin is not taken for one", async () => {
  const wrong = ["*", "https://*.example.com", "null", "https://x/", "http://x", "x", "https://X"];
  for (const origin of [...wrong, `${LISTED}/app`, `${LISTED}:443`, `${LISTED} ${LISTED}`]) {
    list(origin);
    vi.spyOn(console, "error").mockReturnValue();
    const { allowedOrigins } = await import("@/lib/environment");
    expect(allowedOrigins, origin).toThrow("ALLOWED_ORIGINS");
  }
});
