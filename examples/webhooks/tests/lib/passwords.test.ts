import { expect, test } from "vitest";
import { passwordProblem } from "@/lib/passwords";

const ann = { name: "Ann-Marie Lee", email: "ann.lee@example.com" };

test("a good password is good, whatever it is made of", async () => {
  for (const password of [
    "correct horse battery staple",
    "ümläute überall",
    "пароль от почты",
    "🐎🔋📎✅🐎🔋📎🦄",
    "        x       y",
    "x7".repeat(3) + "Qz-".repeat(40),
    "annual leeway report",
  ]) {
    expect([password, await passwordProblem(password, ann)]).toEqual([password, null]);
  }
});

test("a length is counted in characters, the same for each way to type them", async () => {
  // Seven characters, of more code units.
  expect(await passwordProblem("🐎🔋📎✅🐈🦄🐕", ann)).toContain("At least 8");
  expect(await passwordProblem("e\u0301tudes", ann)).toContain("At least 8");
  expect(await passwordProblem("\u00e9tudes", ann)).toContain("At least 8");
  const long = Array.from({ length: 128 }, (_, at) =>
    String.fromCodePoint(0x1f400 + ((at * 7) % 50)),
  );
  expect(await passwordProblem(long.join(""), ann)).toBeNull();
  expect(await passwordProblem(`${long.join("")}x`, ann)).toContain("At most 128");
});

test("what everybody tries first is refused, in any case", async () => {
  for (const password of [
    "password",
    "Password",
    "PASSWORD1",
    "12345678",
    "123456789",
    "iloveyou",
    "qwertyuiop",
    "football",
    "trustno1",
    "p@ssw0rd",
    "ｐａｓｓｗｏｒｄ",
    "00000000",
    "aaaaaaaaaaaa",
    "abcabcabc",
    "zyxwvuts",
    "23456789",
  ]) {
    expect([password, await passwordProblem(password, ann)]).not.toEqual([password, null]);
  }
});

test("a person's own name and address are refused", async () => {
  for (const password of [
    "annmarielee",
    "Ann Marie Lee!",
    "ann.lee@example.com",
    "ann.lee1",
    "1annlee99",
  ]) {
    expect(await passwordProblem(password, ann)).toContain("name or address");
  }
});
