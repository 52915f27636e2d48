import "server-only";

import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "@/db";
import { type MailServer, mailServer } from "@/lib/environment";
import { logError } from "@/lib/log";

/** A mail to one person, in plain text. */
export type Mail = { to: string; subject: string; text: string };

// One address, and nothing that a mail program could take for a second one or for a line of the head.
const ADDRESS = /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:"]+$/u;

/**
 * Send a mail, and say whether it is on its way. It goes out where SMTP_URL says (see .env.example). Without
 * that it becomes a file in `.data/mail/` while you develop and test; in production nothing is sent.
 *
 * What fails is logged and not thrown, without the address and the text: no answer is to depend on it.
 */
export async function sendMail({ to, subject, text }: Mail): Promise<boolean> {
  try {
    if (!ADDRESS.test(to)) throw new Error("A mail has to go to one address.");
    const mail = { to, subject: subject.replace(/[\p{Cc}\u2028\u2029]+/gu, " "), text };
    const server = mailServer();
    if (server) await send(server, mail);
    else if (process.env.NODE_ENV === "production") throw new Error(UNSENT);
    else await keep(mail);
    return true;
  } catch (error) {
    logError(error);
    return false;
  }
}

const UNSENT = "A mail was not sent: set SMTP_URL and MAIL_FROM (see .env.example).";

/** Whether there is a way for mail to go, if only to a file. */
export function sendsMail(): boolean {
  return mailServer() !== null || process.env.NODE_ENV !== "production";
}

// A mail server that hangs holds up nothing for longer than that.
const STEP_MS = 10_000;
const WHOLE_MS = 30_000;

async function send({ host, port, isSecure, auth, from }: MailServer, mail: Mail): Promise<void> {
  // Loaded with the first mail: most requests send none.
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    auth,
    // A password goes over TLS, or nowhere.
    requireTLS: auth !== undefined,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      // So that no holiday notice answers it (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
      signal: AbortSignal.timeout(WHOLE_MS),
    });
  } catch (error) {
    throw new Error(`A mail could not be sent: ${reason(error)}.`);
  } finally {
    transport.close();
  }
}

// What a mail server says in words may quote the address.
function reason(error: unknown): string {
  const { code, command, responseCode } = Object(error);
  const known = [code, command, responseCode].filter((part) => /^\w+$/.test(String(part ?? "")));
  return known.join(" ") || "no answer";
}

/** For developing and testing. There is a link in most mails: they are not for every user of the machine. */
async function keep({ to, subject, text }: Mail): Promise<void> {
  const folder = join(dataFolder, "mail");
  await mkdir(folder, { recursive: true });
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const name = `${time}-${randomBytes(4).toString("hex")}.txt`;
  const options = { mode: 0o600, flag: "wx" };
  await writeFile(join(folder, name), `To: ${to}\nSubject: ${subject}\n\n${text}`, options);
  if (process.env.NODE_ENV === "development") console.info(`A mail is in .data/mail/${name}`);
}
