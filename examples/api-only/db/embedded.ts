import "server-only";

import { rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { type Answering, claim, makeFolder } from "./claim";
import { answer, type Question } from "./questions";

/** PGlite with its files under `folder`. They serve one process at a time: two would destroy them. */
export function openEmbedded(folder: string): PGlite {
  makeFolder(folder);
  const answering: Answering = async (line) => {
    const question: Question = JSON.parse(line);
    return JSON.stringify(await answer((text, values) => client.query(text, values), question));
  };
  const client = new PGlite({ fs: new ClaimedFiles(folder, answering) });
  return client;
}

/** Remove PGlite's files under `folder`; an Error says which process has them. */
export async function removeEmbedded(folder: string): Promise<void> {
  makeFolder(folder);
  const release = await claim(folder);
  rmSync(join(folder, "pglite"), { recursive: true, force: true });
  release();
}

/** Claims the folder before PGlite touches a file, and gives it back after the last one is closed. */
class ClaimedFiles extends NodeFS {
  private release?: () => void;

  constructor(
    private readonly folder: string,
    private readonly answering: Answering,
  ) {
    super(join(folder, "pglite"));
  }

  async init(...given: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    this.release = await claim(this.folder, this.answering);
    return super.init(...given);
  }

  async closeFs(): Promise<void> {
    await super.closeFs();
    this.release?.();
  }
}
