import { expect, test } from "vitest";
import type { Page } from "@/lib/list";
import { sendPage } from "@/lib/reply";

const PAGE: Page<object> = { items: [{ id: 1 }], next: null, total: null };

function send(page: Page<object>, tag = ""): Response {
  const headers = { "if-none-match": tag };
  return sendPage(new Request("http://localhost/api/x", { headers }), page);
}

test("a page is another one once there is more behind it, or more in all", () => {
  const tag = send(PAGE).headers.get("etag") ?? "";
  expect(send(PAGE, tag).status).toBe(304);
  for (const more of [{ next: "a" }, { total: 2 }, { items: [] }]) {
    expect(send({ ...PAGE, ...more }, tag).status).toBe(200);
  }
});
