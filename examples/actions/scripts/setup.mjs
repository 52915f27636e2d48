// Gives a clone on somebody's machine secrets of its own: after `npm install`, and before `npm run dev`.
import { randomBytes } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";

const SECRETS = {
  BETTER_AUTH_SECRET: "base64url",
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: "base64",
};

const { env } = process;
// There a made-up secret would only hide that the real one is missing.
const isDeployment =
  env.CI || env.NODE_ENV === "production" || env.npm_config_omit?.includes("dev");
if (env.npm_lifecycle_event !== "postinstall" || !isDeployment) addMissing();

function addMissing() {
  const file = new URL("../.env.local", import.meta.url);
  const present = textOf(file);
  const known = present + textOf(new URL("../.env", import.meta.url));
  const lines = Object.entries(SECRETS)
    .filter(([name]) => !env[name] && !isSet(name, known))
    .map(([name, encoding]) => `${name}=${randomBytes(32).toString(encoding)}`);
  if (lines.length === 0) return;
  const heading =
    "# Made on this machine by scripts/setup.mjs. Never commit it; .env.example explains each line.";
  const start = present === "" ? `${heading}\n` : present.endsWith("\n") ? "" : "\n";
  appendFileSync(file, `${start}${lines.join("\n")}\n`, { mode: 0o600 });
}

// A name with nothing behind it, as in a copy of .env.example, is not set.
function isSet(name, text) {
  const line = `^\\s*(export\\s+)?${name}\\s*=[ \\t]*([^\\s"'#]|"[^"]|'[^'])`;
  return new RegExp(line, "m").test(text);
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return "";
    throw error;
  }
}
