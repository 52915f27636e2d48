import { execFileSync } from "node:child_process";
import { name, resources } from "@/lib/api";
import { openApi } from "@/lib/openapi";

const TARGET = "clients/typescript/schema.d.ts";
// Fetched when it is needed, and no package of the app: it is large, and needs another TypeScript.
const GENERATOR = ["--package", "openapi-typescript@7.13.0", "--package", "typescript@5.9.3"];
const OPTIONS = [
  "--default-non-nullable",
  "false",
  "--root-types",
  "--root-types-no-schema-prefix",
];

if (resources.length === 0) {
  console.error("No resource is for external clients: scaffold add resource NAME … --for api");
  process.exitCode = 1;
} else {
  const document = openApi(name, resources);
  // Any JSON is a type that goes in a circle, which TypeScript refuses as the generator writes it.
  const schemas = { ...document.components.schemas, Json: {} };
  const components = { ...document.components, schemas };
  const input = JSON.stringify({ ...document, components }, withoutFields);
  const command = ["--yes", ...GENERATOR, "openapi-typescript", "--output", TARGET, ...OPTIONS];
  try {
    execFileSync("npx", command, {
      input,
      stdio: ["pipe", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
  } catch {
    // It has said itself what is wrong.
    process.exitCode = 1;
  }
}

/**
 * Leave `?fields=` out: the types are of whole records. It goes by what a value is, and never by what
 * it is called: a field of a record may have any name.
 */
function withoutFields(_name: string, value: unknown) {
  if (Array.isArray(value)) return value.filter((one) => !isFields(one));
  const { anyOf } = Object(value);
  if (!Array.isArray(anyOf)) return value;
  const [whole, sparse] = anyOf;
  return JSON.stringify(sparse)?.includes('"#/components/schemas/Sparse') ? whole : value;
}

function isFields(value: unknown): boolean {
  const { name, in: place } = Object(value);
  return name === "fields" && place === "query";
}
