import { expect, test } from "vitest";
import { isExact, parseJson, RefusedJson } from "@/lib/json";

function reason(text: string): string | null {
  const parsed = parseJson(text);
  return parsed instanceof RefusedJson ? parsed.reason : null;
}

test("what JSON says is kept", () => {
  const texts = [
    '{"a":[1,2.5,-3e-7,null,true,"x"],"b":{"c":""}}',
    '"5"',
    '"a \\" quoted, \\\\ and 12345678901234567890"',
    '{"constructor":1,"prototype":{},"toString":[]}',
    "[9007199254740991,9007199254740994,1e21,0.1,5e-324,1.7976931348623157e308]",
  ];
  for (const text of texts) expect(parseJson(text)).toEqual(JSON.parse(text));
  expect(JSON.stringify(parseJson('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
});

test("a number that JavaScript would round is refused", () => {
  const rounded = [
    "9007199254740993",
    "12345678901234567890",
    "1e400",
    "-1e400",
    "1e-400",
    "0.1000000000000000055",
    "123456789012345.6789",
    "3.141592653589793238",
  ];
  for (const number of rounded) {
    for (const text of [number, `[${number}]`, `{"a":{"b":[1,${number}]}}`]) {
      expect(reason(text)).toBe("This has more digits than a number can keep.");
    }
  }
});

test("a number may be long: that takes no longer than to read it", () => {
  const long = `1.${"0".repeat(900_000)}`;
  expect(reason(`${long}1`)).toBe("This has more digits than a number can keep.");
  expect(parseJson(long)).toBe(1);
});

test("all spellings of one number are that number", () => {
  for (const text of [
    "1.0",
    "1e0",
    "10e-1",
    "0.30000000000000004",
    "-0",
    "0.0e9",
    "1E+2",
    ".5",
    "+5",
  ]) {
    expect(isExact(text)).toBe(true);
  }
});

test("a key that is there twice is refused, and the field named", () => {
  for (const text of ['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"b":1,"a":1,"a":1}']) {
    expect(parseJson(text)).toMatchObject({ reason: 'This has "a" twice.', field: "a" });
  }
  expect(parseJson('{"x":[{"a":1,"a":1}]}')).toMatchObject({ field: "x" });
  expect(reason('{"__proto__":1,"__proto__":1}')).not.toBeNull();
  // The same key in two objects, and a key as a value, are not the same key twice.
  expect(reason('[{"a":"a"},{"a":{"a":"a"}}]')).toBeNull();
});

test("what is nested too deeply is refused, however deep it is", () => {
  const nested = (depth: number) => `{"meta":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  expect(reason(nested(31))).toBeNull();
  for (const depth of [32, 2202, 400_000]) {
    expect(parseJson(nested(depth))).toMatchObject({ field: "meta" });
  }
  expect(reason(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`)).not.toBeNull();
});

test("what is no JSON is refused", () => {
  for (const text of ["", " ", "{", "{}}", '{"a":1}x', "{'a':1}", "NaN", "01", "[1,]", '"\n"']) {
    expect(reason(text)).toBe("This is not valid JSON.");
  }
});

test("a long text is no trouble", () => {
  const text = JSON.stringify({ text: '\\"é'.repeat(200_000), numbers: Array(100_000).fill(1.5) });
  expect(parseJson(text)).toEqual(JSON.parse(text));
});
