import { expect, test } from "vitest";
import { callerAddress, setCallerAddress } from "@/lib/address";

/** What X-Forwarded-For says after a request that came from `peer` with `forwarded` in it. */
function seen(peer: string | undefined, proxies: number, forwarded?: string): string | undefined {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  setCallerAddress(headers, peer, proxies);
  return headers["x-forwarded-for"];
}

test("without a proxy nothing counts but where the connection comes from", () => {
  const claims = [undefined, "9.9.9.9", "9.9.9.9, 8.8.8.8", "unknown", "", ",,", "203.0.113.5"];
  for (const claim of claims) expect(seen("203.0.113.5", 0, claim)).toBe("203.0.113.5");
});

test("without a proxy no other header tells of one", () => {
  const headers = {
    forwarded: "for=9.9.9.9",
    host: "shop.example",
    "x-client-ip": "9.9.9.9",
    "x-forwarded-host": "evil.example",
    "x-forwarded-port": "1",
    "x-forwarded-proto": "https",
    "x-real-ip": "9.9.9.9",
  };
  setCallerAddress(headers, "203.0.113.5", 0);
  expect(headers).toEqual({ host: "shop.example", "x-forwarded-for": "203.0.113.5" });
});

test("each proxy vouches for one address, and what stands before them is made up", () => {
  expect(seen("10.0.0.1", 1, "9.9.9.9, 203.0.113.5")).toBe("203.0.113.5");
  expect(seen("10.0.0.2", 2, "9.9.9.9, 203.0.113.5, 10.0.0.1")).toBe("203.0.113.5");
  expect(seen("10.0.0.2", 2, "203.0.113.5, unknown")).toBe("10.0.0.2");
  expect(seen("10.0.0.1", 1)).toBe("10.0.0.1");
  expect(seen("10.0.0.1", 3, "203.0.113.5")).toBe("203.0.113.5");
  expect(seen(undefined, 1, "203.0.113.5")).toBe("203.0.113.5");
  expect(seen(undefined, 0, "203.0.113.5")).toBe(undefined);
});

test("an address has one spelling", () => {
  for (const peer of ["::ffff:203.0.113.5", "::ffff:cb00:7105", "::FFFF:203.0.113.5"]) {
    expect(seen(peer, 0)).toBe("203.0.113.5");
  }
  expect(seen("10.0.0.1", 1, "203.0.113.5:4711")).toBe("203.0.113.5");
  expect(seen("10.0.0.1", 1, "[2001:db8::1]:4711")).toBe("2001:db8::1");
  expect(seen("10.0.0.1", 1, '"[2001:db8::1]"')).toBe("2001:db8::1");
  expect(seen("fe80::1%eth0", 0)).toBe("fe80::1");
});

test("who has a whole IPv6 network counts once", () => {
  const by = (address: string) => callerAddress(new Headers({ "x-forwarded-for": address }));
  expect(by("2001:db8:0:7::1")).toBe("2001:db8:0:7::/64");
  expect(by("2001:db8:0:7:ffff:ffff:ffff:ffff")).toBe("2001:db8:0:7::/64");
  expect(by("2001:db8:0:8::1")).not.toBe(by("2001:db8:0:7::1"));
  expect(by("::1")).toBe("0:0:0:0::/64");
  expect(by("203.0.113.5")).toBe("203.0.113.5");
  expect(by("9.9.9.9, 8.8.8.8")).toBeNull();
  expect(callerAddress(new Headers())).toBeNull();
});
