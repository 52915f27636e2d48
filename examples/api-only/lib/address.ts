import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

// Anybody can send these. Next.js believes some of them, and so may any package.
const FORWARDED = [
  "forwarded",
  "x-client-ip",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

// On globalThis, since Next.js bundles this module more than once.
const shared = globalThis as typeof globalThis & { addressesAreOurs?: boolean };

/**
 * Put the caller's own address into X-Forwarded-For, alone, and drop what the caller made up: `proxies`
 * says how many proxies stand before this server, each of which has added the address it was called from.
 */
export function setCallerAddress(
  headers: IncomingHttpHeaders,
  peer: string | undefined,
  proxies: number,
): void {
  const hops = String(headers["x-forwarded-for"] ?? "").split(",");
  if (proxies === 0) {
    for (const name of FORWARDED) delete headers[name];
  }
  let address = plain(peer ?? "");
  // From the nearest to the farthest; what stands before the farthest is the caller's own claim.
  for (const hop of hops.reverse().slice(0, proxies)) {
    const before = plain(hop);
    if (!isIP(before)) break;
    address = before;
  }
  if (address) headers["x-forwarded-for"] = address;
  else delete headers["x-forwarded-for"];
  shared.addressesAreOurs = true;
}

/**
 * The address to count a caller by, or null where nobody vouches for one. Of an IPv6 address it is the
 * network, since each customer of a provider has a whole one.
 */
export function callerAddress(headers: Headers): string | null {
  const address = headers.get("x-forwarded-for");
  if (!shared.addressesAreOurs || !address || !isIP(address)) return null;
  return isIP(address) === 6 ? network(address) : address;
}

/** `::ffff:192.0.2.1` and `192.0.2.1:4711` are both 192.0.2.1; `[2001:db8::1]:4711` is 2001:db8::1. */
function plain(text: string): string {
  const host = text.trim().replace(/^"|"$/g, "");
  const [, bracketed] = host.match(/^\[(.+)\](?::\d+)?$/) ?? [];
  const [, ported] = host.match(/^([\d.]+):\d+$/) ?? [];
  const address = (bracketed ?? ported ?? host).replace(/%.*$/, "");
  if (isIP(address) !== 6) return address;
  const mapped = groups(address);
  if (mapped.slice(0, 5).some((group) => group !== 0) || mapped[5] !== 0xffff) return address;
  return mapped
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join(".");
}

function network(address: string): string {
  const first = groups(address).slice(0, 4);
  return `${first.map((group) => group.toString(16)).join(":")}::/64`;
}

/** The eight numbers of an IPv6 address. */
function groups(address: string): number[] {
  // The URL parser spells them all in one way, without dots.
  const { hostname } = new URL(`http://[${address}]`);
  const [head = [], tail] = hostname.slice(1, -1).split("::").map(numbers);
  if (!tail) return head;
  return [...head, ...new Array(8 - head.length - tail.length).fill(0), ...tail];
}

function numbers(text: string): number[] {
  return text ? text.split(":").map((group) => Number.parseInt(group, 16)) : [];
}
