import "server-only";

import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { claim, makeFolder } from "./claim";

/** PGlite with its files under `folder`. They serve one process at a time: two would destroy them. */
export function openEmbedded(folder: string): PGlite {
  makeFolder(folder);
  return new PGlite({ fs: new ClaimedFiles(folder) });
}

/** Claims the folder before PGlite touches a file, and gives it back after the last one is closed. */
class ClaimedFiles extends NodeFS {
  private release?: () => void;

  constructor(private readonly folder: string) {
    super(join(folder, "pglite"));
  }

  async init(...given: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    this.release = await claim(this.folder);
    return super.init(...given);
  }

  async closeFs(): Promise<void> {
    await super.closeFs();
    this.release?.();
  }
}
