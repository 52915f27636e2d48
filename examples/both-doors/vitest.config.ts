import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const serverOnly = createRequire(import.meta.url).resolve("server-only");

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // Outside of Next.js there is no server bundle to guard.
      { find: "server-only", replacement: serverOnly.replace("index.js", "empty.js") },
    ],
  },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/database.ts"],
    setupFiles: ["tests/support/next.ts"],
    // One process and one database for all files: opening PGlite takes longer than the tests.
    fileParallelism: false,
    isolate: false,
    // Hashing a password is slow on purpose, and machines are slow at times.
    testTimeout: 30_000,
  },
});
