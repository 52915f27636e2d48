/** What stands for JSON that was refused: the reason, and the field of the body that it is in. */
export class RefusedJson {
  constructor(
    readonly reason: string,
    readonly field: string | null = null,
  ) {}
}

const MAX_DEPTH = 32;
const TOO_DEEP = `This is nested more than ${MAX_DEPTH} levels deep.`;

/** Said of a number that JavaScript would round. */
export const TOO_EXACT = "This has more digits than a number can keep.";

/**
 * The value that a JSON text has, or why it is refused.
 *
 * `JSON.parse` keeps the last one of two equal keys, and rounds a number that has too many digits. Here
 * both are refused, and so is what is nested so deeply that other code could not walk through it.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new RefusedJson("This is not valid JSON.");
  }
  return findLoss(text) ?? value;
}

/** Whether JavaScript's number for this text is the number that the text says. */
export function isExact(text: string): boolean {
  const number = Number(text);
  return Number.isFinite(number) && digitsOf(text) === digitsOf(String(number));
}

// Sign, digits and power of ten, the same for all spellings of one number: 12.50, 1.25e1 and 12.5.
function digitsOf(text: string): string {
  const [, sign = "", whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  // Not by a pattern: it would begin anew at each zero of a long number.
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  const short = digits.slice(0, end);
  if (short === "") return "0";
  return `${sign === "-" ? "-" : ""}${short}e${Number(power) - fraction.length + digits.length - short.length}`;
}

const NUMBER = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/;

// Strings, numbers, and what opens, separates and closes: all that matters in a text which is valid JSON.
const TOKEN = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/g;

function findLoss(text: string): RefusedJson | null {
  // The keys of each object that is open here; null for an array.
  const open: (Set<string> | null)[] = [];
  let field: string | null = null;
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    const first = token.charAt(0);
    if (first === "{" || first === "[") {
      open.push(first === "{" ? new Set() : null);
      if (open.length > MAX_DEPTH) return new RefusedJson(TOO_DEEP, field);
    } else if (first === "}" || first === "]") {
      open.pop();
    } else if (first === ":") {
      const keys = open.at(-1);
      const key: string = JSON.parse(last);
      if (open.length === 1) field = key;
      if (keys?.has(key)) return new RefusedJson(`This has "${shorten(key)}" twice.`, field);
      keys?.add(key);
    } else if (/[-\d]/.test(first) && !isExact(token)) {
      return new RefusedJson(TOO_EXACT, field);
    }
    last = token;
  }
  return null;
}

function shorten(key: string): string {
  return key.length > 40 ? `${key.slice(0, 39)}…` : key;
}
