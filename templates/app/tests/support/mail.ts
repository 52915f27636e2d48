import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { dataFolder } from "@/db";
import { afterwards } from "./after";

/** The mails to somebody, in the order in which they were written, as they lie in `.data/mail/`. */
export async function mailsTo(address: string): Promise<string[]> {
  await afterwards();
  const folder = join(dataFolder, "mail");
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(names.sort().map((name) => readFile(join(folder, name), "utf8")));
  return mails.filter((mail) => mail.startsWith(`To: ${address}\n`));
}

/** The token of the link in a mail. */
export function tokenIn(mail: string | undefined): string {
  return /\?token=(\S+)/.exec(mail ?? "")?.[1] ?? "";
}

/** What a mail server was told: who the mail is from and for, and its lines. */
export type Received = { from: string; to: string[]; lines: string[] };

type MailServer = { url: string; received: Received[]; close: () => Promise<void> };

/** A mail server that takes every mail, or refuses each recipient with `refusal`. */
export async function mailServer(refusal?: string): Promise<MailServer> {
  const received: Received[] = [];
  const server = createServer((socket) => converse(socket, received, refusal));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(portOf(server)));
  });
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, received, close };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function converse(socket: Socket, received: Received[], refusal?: string): void {
  let mail: Received = { from: "", to: [], lines: [] };
  let isData = false;
  let rest = "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (isData && line === ".") {
      received.push(mail);
      mail = { from: "", to: [], lines: [] };
      isData = false;
      return say("250 Taken");
    }
    if (isData) return mail.lines.push(line);
    const [, address = ""] = /<(.*?)>/.exec(line) ?? [];
    if (/^MAIL/i.test(line)) mail.from = address;
    if (/^RCPT/i.test(line) && refusal) return say(refusal);
    if (/^RCPT/i.test(line)) mail.to.push(address);
    // It has no TLS.
    if (/^STARTTLS/i.test(line)) return say("502 No");
    isData = /^DATA/i.test(line);
    return say(isData ? "354 Go on" : "250 OK");
  };
  socket.on("error", () => socket.destroy());
  socket.on("data", (bytes) => {
    const lines = (rest + bytes.toString()).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(line);
  });
  say("220 Here");
}
