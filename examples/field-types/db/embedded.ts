import "server-only";

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";

/** PGlite with its files under `folder`. They serve one process at a time: two would destroy them. */
export function openEmbedded(folder: string): PGlite {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  claim(join(folder, "pglite.lock"));
  return new PGlite(join(folder, "pglite"));
}

function claim(lock: string): void {
  const holder = holderOf(lock);
  if (holder !== null) {
    throw new Error(
      `The embedded database serves one process at a time, and process ${holder} has it. ` +
        `Stop that one first, or set DATABASE_URL. (If there is no such process, delete ${lock}.)`,
    );
  }
  rmSync(lock, { force: true });
  // "wx" fails if another process was quicker.
  writeFileSync(lock, String(process.pid), { flag: "wx" });
  process.once("exit", () => rmSync(lock, { force: true }));
}

/** The living process that has the lock, or null. */
function holderOf(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    if (pid === process.pid) return null;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else. Anything else: no lock, or a dead process's.
    return error instanceof Error && "code" in error && error.code === "EPERM" ? -1 : null;
  }
}
