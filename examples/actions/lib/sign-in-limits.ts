import "server-only";

import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { callerAddress } from "@/lib/address";
import { countTry, forgetTry, type Limit } from "@/lib/limits";

// Guessing is slowed where it comes from, and the account stays open to its owner. Only wrong tries
// count in the end: each is counted when it starts, and the right one is taken back.

/** Wrong passwords for one account, from one address or from one device of its owner's. */
const AT_ACCOUNT: Limit = { max: 10, seconds: 300 };
/** Wrong passwords from one address, for whatever accounts. */
const FROM_ADDRESS: Limit = { max: 30, seconds: 60 };
/** Wrong passwords for one account, from anywhere. Past that, each new address has a few tries only. */
const FROM_ANYWHERE: Limit = { max: 100, seconds: 3600 };
const UNDER_ATTACK = 3;

export type SignIn = { email: string; headers: Headers; device: string | null };

type Keys = { atAccount: string; fromAddress: string | null; fromAnywhere: string };

/** Count a try to sign in. Returns how many seconds to wait where there were too many, or null. */
export async function limitSignIn(signIn: SignIn, secret: string): Promise<number | null> {
  const keys = keysOf(signIn, secret);
  // The address first: what is refused for it adds no row for each account that it names.
  if (keys.fromAddress !== null) {
    const fromAddress = await countTry(keys.fromAddress, FROM_ADDRESS.seconds);
    if (fromAddress.count > FROM_ADDRESS.max) return fromAddress.secondsLeft;
  }
  const { count, secondsLeft } = await countTry(keys.atAccount, AT_ACCOUNT.seconds);
  if (count > AT_ACCOUNT.max) return secondsLeft;
  // A device on which the owner has signed in before: whoever shares its address may guess on.
  if (keys.fromAddress === null) return null;
  const fromAnywhere = await countTry(keys.fromAnywhere, FROM_ANYWHERE.seconds);
  const attacked = fromAnywhere.count > FROM_ANYWHERE.max;
  return attacked && count > UNDER_ATTACK ? secondsLeft : null;
}

/** The password was right: this try was none at guessing. */
export async function forgetSignIn(signIn: SignIn, secret: string): Promise<void> {
  const keys = keysOf(signIn, secret);
  await forgetTry(keys.atAccount);
  if (keys.fromAddress === null) return;
  await forgetTry(keys.fromAddress);
  await forgetTry(keys.fromAnywhere);
}

function keysOf({ email, headers, device }: SignIn, secret: string): Keys {
  const account = accountOf(email);
  const known = device !== null && isDeviceOf(device, email, secret);
  const address = callerAddress(headers) ?? "unknown";
  return {
    atAccount: hash(`${known ? `device ${device}` : `address ${address}`} at ${account}`),
    fromAddress: known ? null : hash(`address ${address}`),
    fromAnywhere: hash(`account ${account}`),
  };
}

/** A new name for the browser in which this person has just signed in; nobody else can make one. */
export function newDevice(email: string, secret: string): string {
  const id = randomBytes(16).toString("base64url");
  return `${id}.${deviceSignature(id, email, secret)}`;
}

export function isDeviceOf(device: string, email: string, secret: string): boolean {
  const [id = "", signature = ""] = device.split(".");
  const expected = Buffer.from(deviceSignature(id, email, secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function deviceSignature(id: string, email: string, secret: string): string {
  const text = `device ${id} of ${accountOf(email)}`;
  return createHmac("sha256", secret).update(text).digest("base64url");
}

// As better-auth finds the account.
function accountOf(email: string): string {
  return email.toLowerCase();
}

// So that the table tells nobody's address.
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
