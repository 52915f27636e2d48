import "server-only";

import { createHash } from "node:crypto";
import { callerAddress } from "@/lib/address";
import { countTry, type Limit } from "@/lib/limits";

/** Mails of one kind to one person, whoever asks for them. */
const TO_PERSON: Limit = { max: 5, seconds: 3600 };
/** Mails to whomever, from one address. */
const FROM_ADDRESS: Limit = { max: 20, seconds: 600 };

/** Count a mail to somebody. Whether one more of this kind may go there. */
export async function mayMail(kind: string, to: string): Promise<boolean> {
  const { count } = await countTry(hash(`mail ${kind} to ${to.toLowerCase()}`), TO_PERSON.seconds);
  return count <= TO_PERSON.max;
}

/** Count a request for a mail to whomever. Returns how many seconds to wait where there were too many, or null. */
export async function limitMails(headers: Headers): Promise<number | null> {
  const address = callerAddress(headers) ?? "unknown";
  const { count, secondsLeft } = await countTry(
    hash(`mails from ${address}`),
    FROM_ADDRESS.seconds,
  );
  return count > FROM_ADDRESS.max ? secondsLeft : null;
}

// So that the table tells nobody's address.
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
