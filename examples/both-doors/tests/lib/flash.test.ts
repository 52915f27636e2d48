import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { flashIn, readFlash, takeFlash } from "@/lib/flash";

function arriving(init: { method?: string; headers?: Record<string, string> } = {}) {
  const cookie = `flash=${encodeURIComponent('{"message":"Grüße","key":"sk"}')}`;
  const headers = { accept: "text/html", cookie, ...init.headers };
  return new NextRequest("http://localhost:3000/todos", { ...init, headers });
}

test("a page gets the flash, and the browser is to forget it", () => {
  const headers = new Headers({ accept: "text/html" });
  expect(takeFlash(arriving(), headers)).toBe(true);
  expect(flashIn(headers)).toEqual({ message: "Grüße", key: "sk" });
});

test("nothing but a page that somebody sees takes it", () => {
  for (const request of [
    arriving({ method: "POST" }),
    arriving({ headers: { accept: "image/*" } }),
    arriving({ headers: { "sec-purpose": "prefetch" } }),
    arriving({ headers: { cookie: "" } }),
  ]) {
    const headers = new Headers(request.headers);
    headers.set("x-flash", "%7B%22message%22%3A%22forged%22%7D");
    expect(takeFlash(request, headers)).toBe(false);
    expect(flashIn(headers)).toBeNull();
  }
});

test("a cookie that is not ours says nothing", () => {
  for (const forged of [null, "", "%", "x", "{", "[]", "1", '{"message":{"a":1}}']) {
    expect(readFlash(forged)?.message).toBeUndefined();
  }
});
