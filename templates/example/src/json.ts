// What JSON.parse does not say: that it rounds a number that has too many digits.

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The numbers in a JSON text, as they are typed. */
export function numbersIn(text: string): string[] {
  const tokens = text.match(/"(?:[^"\\]+|\\.)*"|-?[\d.][\d.eE+-]*/g) ?? [];
  return tokens.filter((token) => !token.startsWith('"'));
}

/** Whether JavaScript's number for this text is the number that the text says. */
export function isExact(text: string): boolean {
  return digitsOf(text) === digitsOf(String(Number(text)));
}

/** Digits and power of ten, the same for all spellings of one number: 12.50, 1.25e1 and 12.5. */
function digitsOf(text: string): string {
  const [number = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = number.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  if (short === "") return "0";
  return `${short}e${Number(power) - fraction.length + digits.length - short.length}`;
}
