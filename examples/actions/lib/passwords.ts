import "server-only";

// What NIST SP 800-63B asks of a password: a length, no rules about its characters, and none of those
// that everybody tries first. Lengths are in characters, after the normalization it is hashed with.
const MIN_LENGTH = 8;
const MAX_LENGTH = 128;
/** The pattern of what is the same again and again: "aaaaaaaa", "abcabcabc". */
export const REPEATED = "^(.{1,4}?)\\1+$";
const APP = "actions";

export type Person = { name: string; email: string };

/** Why this person may not have this password, or null. */
export async function passwordProblem(password: string, person: Person): Promise<string | null> {
  const characters = [...password.normalize("NFKC")];
  if (characters.length < MIN_LENGTH) return `At least ${MIN_LENGTH} characters.`;
  if (characters.length > MAX_LENGTH) return `At most ${MAX_LENGTH} characters.`;
  if (isAbout(password, [APP])) return "Choose one without this app's name in it.";
  const { name, email } = person;
  const own = [name, email, email.split("@")[0] ?? ""];
  if (isAbout(password, own)) return "Choose one without your name or address in it.";
  if (isPattern(characters) || (await isCommon(password))) {
    return "This password is among the first that are guessed. Choose another one.";
  }
  return null;
}

// Letters and digits only, so that "Ann Lee", "ann.lee" and "annlee!" are the same.
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

// One of the words, alone or with a few characters around it. A short one is in many good passwords.
function isAbout(password: string, words: string[]): boolean {
  const text = plain(password);
  return words
    .map(plain)
    .some((word) => word.length >= 3 && text.includes(word) && text.length - word.length <= 4);
}

/** What is repeated, and "23456789", "zyxwvuts". */
function isPattern(characters: string[]): boolean {
  if (new RegExp(REPEATED, "su").test(characters.join(""))) return true;
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  if (Math.abs(step) !== 1) return false;
  return codes.every((code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step);
}

let common: Set<string> | undefined;

async function isCommon(password: string): Promise<boolean> {
  // Tens of thousands: read when somebody first chooses a password.
  common ??= new Set((await import("@zxcvbn-ts/language-common")).dictionary["passwords-common"]);
  return common.has(password.normalize("NFKC").toLowerCase());
}
