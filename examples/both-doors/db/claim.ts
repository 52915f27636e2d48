import "server-only";

import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { hostname } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/*
 * One process at a time may use a folder, whatever container or machine it runs in.
 *
 * A claim is a numbered file, and the highest number counts. The next one is made in one step, so of many
 * processes that find a dead claim one wins. Only the holder of a higher claim removes lower ones, and the
 * highest is never removed: so nobody wins by what they saw some time ago.
 *
 * Its socket tells whether a claim is alive: the kernel answers there for a living process, even a stopped
 * one, in every container. Where it can't tell (the process is on another machine, the disk has no
 * sockets), a claim is dead when its file was not touched for a while.
 *
 * Through that socket another process may also put a question, a line of text, and is answered with one.
 */
const TOUCH_MS = 2_000;
const DEAD_MS = 15_000;
const LOOK_MS = 500;
const ANSWER_MS = 10_000;

type Claim = { token: string; kernel: string; pid: number; host: string; released?: true };
type Seen = { number: number; claim: Claim | null; touched: number };

/** What the holder of a claim says to a question. */
export type Answering = (question: string) => Promise<string>;

/** Claim a folder and return what gives it back; an Error says who has it. */
export async function claim(folder: string, answering?: Answering): Promise<() => void> {
  const claims = join(folder, "claims");
  makeFolder(claims);
  const own = { token: randomUUID(), kernel: kernel(), pid: process.pid, host: hostname() };
  const draft = join(claims, `${own.token}.draft`);
  // The socket comes first: a claim without one looks dead.
  const server = await listen(address(claims, own.token), answering);
  try {
    fs.writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
    return hold(folder, claims, await take(claims, draft), own, server);
  } catch (error) {
    server?.close();
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Put a question to who holds a folder; null when nobody does, an Error when they do not say. */
export async function askHolder(folder: string, question: string): Promise<string | null> {
  const claims = join(folder, "claims");
  const seen = fs.existsSync(claims) ? look(claims) : null;
  if (!seen?.claim || (await lifeOf(claims, seen)) !== "alive") return null;
  const said = await converse(address(claims, seen.claim.token), question);
  if (said) return said;
  throw new Error(`Process ${seen.claim.pid} on ${seen.claim.host} has it, and does not answer.`);
}

/** Make the claim after the highest one as soon as that is dead, and return its number. */
async function take(claims: string, draft: string): Promise<number> {
  let watched: (Seen & { since: number }) | undefined;
  for (;;) {
    const highest = look(claims);
    if (highest) {
      const life = await lifeOf(claims, highest);
      if (life === "alive") throw inUse(highest);
      if (life === "unknown") {
        if (watched?.number !== highest.number) {
          console.warn("Waiting to see whether another process uses the embedded database …");
          watched = { ...highest, since: performance.now() };
        }
        // By our own clock: another machine's may be wrong.
        if (watched.touched !== highest.touched) throw inUse(highest);
        if (performance.now() - watched.since < DEAD_MS) {
          await sleep(LOOK_MS);
          continue;
        }
      }
    }
    const number = (highest?.number ?? 0) + 1;
    if (!makeOnce(draft, fileOf(claims, number))) continue;
    // Since we looked, others may have made higher ones and removed this one.
    if (highestOf(claims) === number) return number;
    fs.rmSync(fileOf(claims, number), { force: true });
  }
}

/** Touch the claim as long as we live, and end at once should somebody else have the folder. */
function hold(folder: string, claims: string, number: number, own: Claim, server: Server | null) {
  const file = fileOf(claims, number);
  for (const lower of numbersIn(claims).filter((other) => other < number)) {
    const token = read(fileOf(claims, lower))?.token;
    if (token) fs.rmSync(address(claims, token), { force: true });
    fs.rmSync(fileOf(claims, lower), { force: true });
  }
  const timer = setInterval(() => {
    try {
      if (highestOf(claims) !== number || read(file)?.token !== own.token) end(folder);
      const now = new Date();
      fs.utimesSync(file, now, now);
    } catch (error) {
      if (codeOf(error) === "ENOENT") end(folder);
      // Any other error says nothing about the claim: the process may have too many open files.
    }
  }, TOUCH_MS);
  timer.unref();
  const release = () => {
    clearInterval(timer);
    process.off("exit", release);
    server?.close();
    if (read(file)?.token !== own.token) return;
    const draft = join(claims, `${own.token}.draft`);
    fs.writeFileSync(draft, JSON.stringify({ ...own, released: true }), { mode: 0o600 });
    fs.renameSync(draft, file);
  };
  process.on("exit", release);
  return release;
}

/** Not `process.exit`, which lets others do their last writing. */
function end(folder: string): void {
  const message = `${folder} was removed, or another process has taken it over: this one ends at once.\n`;
  fs.writeSync(2, message);
  process.kill(process.pid, "SIGKILL");
}

async function lifeOf(claims: string, { claim }: Seen): Promise<"alive" | "dead" | "unknown"> {
  if (claim === null) return "unknown";
  if (claim.released) return "dead";
  const answer = await knock(address(claims, claim.token));
  if (answer === "open") return "alive";
  return answer === "closed" && claim.kernel === kernel() ? "dead" : "unknown";
}

/** Whether a process listens; "closed" if the kernel knows that it is dead. */
function knock(path: string): Promise<"open" | "closed" | "unknown"> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve("open");
    });
    socket.once("error", (error) => {
      const code = codeOf(error);
      // EAGAIN: so many have knocked that the queue is full. A pipe of Windows is gone with its process.
      if (code === "EAGAIN") resolve("open");
      else if (code === "ECONNREFUSED") resolve("closed");
      else resolve(code === "ENOENT" && process.platform === "win32" ? "closed" : "unknown");
    });
  });
}

function listen(path: string, answering?: Answering): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      if (answering) hear(socket, answering);
      else socket.destroy();
    });
    server.once("error", () => resolve(null));
    server.listen(path, () => resolve(server.unref()));
  });
}

/** Answer the one line that somebody may send; who only knocks says nothing. */
function hear(socket: Socket, answering: Answering): void {
  let heard = "";
  socket.unref().setTimeout(ANSWER_MS, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
    if (!heard.endsWith("\n")) return;
    answering(heard.trim()).then(
      (said) => socket.end(`${said}\n`),
      () => socket.destroy(),
    );
  });
}

/** Send a line and return what is answered: nothing, when a process hangs or knows no answers. */
function converse(path: string, question: string): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(path, () => socket.write(`${question}\n`));
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
    socket.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    socket.once("error", () => socket.destroy());
    socket.once("close", () => resolve(said.endsWith("\n") ? said.trim() : ""));
  });
}

function address(claims: string, token: string): string {
  if (process.platform === "win32") return `\\\\.\\pipe\\${token}`;
  // Relative, for a socket's path has room for about a hundred characters.
  return relative(process.cwd(), join(claims, `${token}.socket`));
}

/** All containers of a machine have one kernel; where there are no boot ids, none share a folder unseen. */
function kernel(): string {
  try {
    return fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return `${process.platform} ${hostname()}`;
  }
}

function look(claims: string): Seen | null {
  const number = highestOf(claims);
  if (number === 0) return null;
  const file = fileOf(claims, number);
  const claim = read(file);
  const touched = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  // Removed in between: then there is a higher one.
  return touched === undefined ? look(claims) : { number, claim, touched };
}

function read(file: string): Claim | null {
  try {
    const claim: Partial<Claim> | null = JSON.parse(fs.readFileSync(file, "utf8"));
    return typeof claim?.token === "string" && /^[\w-]+$/.test(claim.token)
      ? (claim as Claim)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Make a file with all that is in it, unless it exists. */
function makeOnce(draft: string, file: string): boolean {
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
  }
  // Some disks have no hard links.
  try {
    fs.copyFileSync(draft, file, fs.constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function highestOf(claims: string): number {
  return Math.max(0, ...numbersIn(claims));
}

function numbersIn(claims: string): number[] {
  return fs.readdirSync(claims).flatMap((name) => {
    const [, number] = name.match(/^(\d{1,15})\.json$/) ?? [];
    return number ? [Number(number)] : [];
  });
}

function fileOf(claims: string, number: number): string {
  return join(claims, `${number}.json`);
}

/** Make a folder, or throw an Error that says what to do about it. */
export function makeFolder(path: string): void {
  try {
    fs.mkdirSync(path, { recursive: true, mode: 0o700 });
    fs.accessSync(path, fs.constants.W_OK);
  } catch (error) {
    throw new Error(
      `The embedded database can't write to ${path} (${codeOf(error)}): ` +
        "make it writable, mount a volume there, or set DATABASE_URL.",
    );
  }
}

function inUse({ claim }: Seen): Error {
  const who = claim ? `process ${claim.pid} on ${claim.host} has it` : "another one has it";
  return new Error(
    `The embedded database serves one process at a time, and ${who}. Stop that one first, or set DATABASE_URL.`,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
