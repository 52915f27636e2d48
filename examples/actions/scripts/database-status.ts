import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { closeDatabase } from "@/db";
import { databaseState, type State } from "@/db/state";
import { reasonOf } from "@/lib/errors";

const options = { json: { type: "boolean" }, counts: { type: "string", default: "[]" } } as const;
const { json, counts } = parseArgs({ options }).values;

nextEnv.loadEnvConfig(process.cwd());
try {
  const state = await databaseState({ counts: JSON.parse(counts) });
  console.log(json ? JSON.stringify(state) : told(state));
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}

function told({ database, trouble, migrations, strangers }: State): string {
  const lines = [trouble === null ? database : `${database} does not answer: ${trouble}`];
  for (const { name, state } of migrations) lines.push(`  ${state.padEnd(11)}  ${name}`);
  for (const when of strangers) lines.push(`  ran          (not in db/migrations/) of ${when}`);
  return lines.join("\n");
}
