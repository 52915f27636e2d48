import { type Mock, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { sql, sqlIn } from "@/db/sql";
import { type Effect, type Handlers, on } from "@/lib/webhooks";

/** A type of event that only the tests know, so that they never run your handlers. */
export const TEST_EVENT = "test/happened";

/** Handle TEST_EVENT for one test; what is returned counts how often its effect was had. */
export function handleTestEvent(
  handlers: Handlers,
  effect: Effect = async () => {},
  schema: z.ZodType = z.looseObject({}),
): Mock {
  const run = vi.fn((_event: unknown, tx: Parameters<Effect>[0]) => effect(tx));
  handlers[TEST_EVENT] = on(schema, run);
  onTestFinished(() => {
    delete handlers[TEST_EVENT];
  });
  return run;
}

/** How many events with this id are recorded: one, or none. */
export async function recorded(eventId: string): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*) from webhook_events where event_id = ${eventId}`;
  return row?.count ?? 0;
}

/** An effect that changes the database and then fails. */
export function failAfterWriting(eventId: string): Effect {
  return async (tx) => {
    await sqlIn(tx)`insert into webhook_events (sender, event_id) values ('test', ${eventId})`;
    throw new Error("The effect failed, as this test wants it to.");
  };
}
