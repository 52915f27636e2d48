import { randomUUID } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dataFolder } from "@/db";
import { mailServer as configured } from "@/lib/environment";
import { sendMail, sendsMail } from "@/lib/mail";
import { mailServer, mailsTo } from "../support/mail";

let to: string;

beforeEach(() => {
  to = `${randomUUID()}@example.com`;
  vi.stubEnv("MAIL_FROM", "The Shop <shop@example.com>");
});

// The other files run in this process, too.
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const subject = "Grüße";
const text = "A first line.\n.\nA line after a dot.\n";

test("without a mail server, a mail is a file that nobody else on the machine reads", async () => {
  expect(await sendMail({ to, subject, text })).toBe(true);
  expect(await mailsTo(to)).toEqual([`To: ${to}\nSubject: Grüße\n\n${text}`]);
  const folder = join(dataFolder, "mail");
  for (const name of await readdir(folder)) {
    expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  }
});

test("with a mail server, it goes there, from whom MAIL_FROM says", async () => {
  const server = await mailServer();
  vi.stubEnv("SMTP_URL", server.url);
  expect(await sendMail({ to, subject, text })).toBe(true);
  await server.close();
  const [mail] = server.received;
  expect(mail).toMatchObject({ from: "shop@example.com", to: [to] });
  expect(mail?.lines).toContain("From: The Shop <shop@example.com>");
  expect(mail?.lines).toContain(`To: ${to}`);
  expect(mail?.lines).toContain("A line after a dot.");
});

test("nothing adds a line to a mail's head, or another recipient", async () => {
  const server = await mailServer();
  vi.stubEnv("SMTP_URL", server.url);
  const log = vi.spyOn(console, "error").mockReturnValue();
  const evil = ["\r\nBcc: eve@evil.example", "\nBcc: eve@evil.example", "\u2028Bcc: eve", "\0"];
  for (const part of evil) {
    expect(await sendMail({ to, subject: `Hello${part}`, text })).toBe(true);
    expect(await sendMail({ to: `${to}${part}`, subject, text })).toBe(false);
  }
  const several = [`${to}, eve@evil.example`, `${to};eve@evil.example`, `<${to}>`, "ann", "", "@"];
  for (const other of several) expect(await sendMail({ to: other, subject, text })).toBe(false);
  await server.close();
  expect(log).toHaveBeenCalledTimes(evil.length + several.length);
  expect(server.received).toHaveLength(evil.length);
  for (const mail of server.received) {
    expect(mail.to).toEqual([to]);
    expect(mail.lines.join("\n")).not.toMatch(/^(?:Bcc|Cc):/im);
  }
});

test("a mail that fails is logged without the address, and nothing is thrown", async () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const server = await mailServer(`550 <${to}> is unknown`);
  vi.stubEnv("SMTP_URL", server.url);
  expect(await sendMail({ to, subject, text })).toBe(false);
  await server.close();
  expect(await sendMail({ to, subject, text })).toBe(false);
  expect(log).toHaveBeenCalledTimes(2);
  expect(String(log.mock.calls)).toContain("550");
  expect(String(log.mock.calls)).not.toContain(to);
});

test("in production without a mail server nothing is sent, and the log says so", async () => {
  vi.stubEnv("NODE_ENV", "production");
  const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(sendsMail()).toBe(false);
  expect(await sendMail({ to, subject, text })).toBe(false);
  expect(String(log.mock.calls)).toContain("SMTP_URL");
  expect(await mailsTo(to)).toEqual([]);
});

test("a password goes over TLS, or nowhere", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const server = await mailServer();
  vi.stubEnv("SMTP_URL", server.url.replace("//", "//ann:secret@"));
  expect(await sendMail({ to, subject, text })).toBe(false);
  await server.close();
  expect(server.received).toEqual([]);
});

test("the mail server is said in two variables", () => {
  vi.stubEnv("SMTP_URL", "smtps://ann%40example.com:a%2Fb@smtp.example.com");
  expect(configured()).toMatchObject({
    host: "smtp.example.com",
    port: 465,
    isSecure: true,
    auth: { user: "ann@example.com", pass: "a/b" },
    from: { name: "The Shop", address: "shop@example.com" },
  });
  vi.stubEnv("MAIL_FROM", "shop@example.com");
  vi.stubEnv("SMTP_URL", "smtp://[::1]:2525");
  const from = { name: "", address: "shop@example.com" };
  expect(configured()).toEqual({ host: "::1", port: 2525, isSecure: false, from });
});

test("what is wrong with them is said, and not the password", () => {
  for (const wrong of ["smtp.example.com", "https://smtp.example.com", "smtp://", "ann:secret"]) {
    vi.stubEnv("SMTP_URL", wrong);
    expect(configured).toThrow(/^SMTP_URL must be like/);
  }
  vi.stubEnv("SMTP_URL", "smtp://localhost");
  for (const wrong of ["", "shop", "Shop <shop>", "a@b, c@d", 'A "B" <a@b>', "A\n <a@b>"]) {
    vi.stubEnv("MAIL_FROM", wrong);
    expect(configured).toThrow(/^MAIL_FROM must be like/);
  }
});
