import { expect, test } from "vitest";
import { leadingBack, safePath } from "@/lib/return-path";

test("a path of this app is where one comes back to", () => {
  for (const path of [
    "/",
    "/todos",
    "/todos?after=1.2",
    "/todos/1#top",
    "/a%20b",
    "/signs",
    "/apis",
    "/a//b",
    "/todos?to=https://example.com",
    "/@example.com",
    "/%E2%82%AC",
  ]) {
    expect(safePath(path)).toBe(path);
  }
});

test("anything that could lead elsewhere becomes the start page", () => {
  for (const wanted of [
    undefined,
    null,
    "",
    ["/todos"],
    "todos",
    "?a",
    "#a",
    ".",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e//evil.example",
    "/a/..//evil.example",
    "/%2f/evil.example",
    "/%2Fevil.example",
    "/%5Cevil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " /todos",
    "/to dos",
    "/todos\r\nSet-Cookie: a=b",
    "/\tevil.example",
    "/\t/evil.example",
    "/todos\0",
    "/tödos",
    "/\u2028",
    `/${"x".repeat(1000)}`,
    "/sign-in",
    "/sign-in?next=/todos",
    "/sign-up",
    "/./sign-in",
    "/api/auth/sign-out",
    "/_next/static/x.js",
  ]) {
    expect([wanted, safePath(wanted)]).toEqual([wanted, "/"]);
  }
});

test("the link to sign in carries the way back, where there is one", () => {
  expect(leadingBack("/sign-in", "/todos?after=a&b=c")).toBe(
    "/sign-in?next=%2Ftodos%3Fafter%3Da%26b%3Dc",
  );
  expect(leadingBack("/sign-up", "/")).toBe("/sign-up");
  expect(leadingBack("/sign-up", "//evil.example")).toBe("/sign-up");
});
