import { expect, test } from "vitest";
import { answersForm, isPosted, leave, postRedirectGet } from "@/lib/answer";
import { readFlash } from "@/lib/flash";
import { givenCookies, signedInAs, visiting } from "../support/session";

function flash() {
  return readFlash(givenCookies().cookie.replace("flash=", ""));
}

test("with JavaScript the form waits for its state", async () => {
  signedInAs(null);
  await postRedirectGet({ message: "Done." }, "/todos");
  expect(await answersForm()).toBe(true);
});

test("without it a redirect follows, and the message", async () => {
  for (const [referer, target] of [
    ["http://localhost:3000/todos?after=1", "/todos?after=1"],
    ["http://evil.example/todos", "/todos"],
    ["http://localhost:3000//evil.example", "/todos"],
    ["javascript:alert(1)", "/todos"],
    ["", "/todos"],
  ] as const) {
    visiting({ referer });
    const redirected = postRedirectGet({ message: "x".repeat(5000) }, "/todos");
    await expect(redirected).rejects.toMatchObject({
      digest: expect.stringContaining(`;${target};`),
    });
    expect(flash()?.message?.length).toBeLessThan(400);
  }
});

test("whoever leaves a page is told on the next one", async () => {
  signedInAs(null);
  await expect(leave("Todo deleted.", "/todos")).rejects.toThrow("NEXT_REDIRECT");
});

test("a page answers a form that was posted to it, and none that led to it", async () => {
  const form = { "content-type": "multipart/form-data; boundary=x" };
  visiting({ ...form, accept: "text/html" });
  expect([await answersForm(), await isPosted()]).toEqual([true, true]);
  // As Next.js asks for the page to which an action redirects a script.
  visiting({ ...form, accept: "text/x-component" });
  expect([await answersForm(), await isPosted()]).toEqual([false, false]);
  visiting({ accept: "text/html" });
  expect(await answersForm()).toBe(false);
  signedInAs(null);
  expect([await answersForm(), await isPosted()]).toEqual([true, false]);
});
