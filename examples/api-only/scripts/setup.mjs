// Runs after `npm install`: gives a fresh clone its own secrets, once.
import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";

const file = new URL("../.env.local", import.meta.url);

if (!existsSync(file)) {
  const lines = [
    "# Made on this machine by scripts/setup.mjs. Never commit it; .env.example explains each line.",
    `BETTER_AUTH_SECRET=${randomBytes(32).toString("base64url")}`,
    `NEXT_SERVER_ACTIONS_ENCRYPTION_KEY=${randomBytes(32).toString("base64")}`,
  ];
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600, flag: "wx" });
}
