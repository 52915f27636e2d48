import type { z } from "zod";
import { problem } from "@/lib/problem";

// Sparse records: `?fields=text,completed` asks for these fields of each, and no others.

/** The fields that are asked for, null for all of them, or the response that says what is wrong with them. */
export function readFields(request: Request, input: z.ZodObject): string[] | null | Response {
  const [text, ...more] = new URL(request.url).searchParams.getAll("fields");
  if (text === undefined) return null;
  const fault = more.length > 0 ? "Send this once." : faultOf(text.split(","), fieldsOf(input));
  if (fault === null) return text.split(",");
  const errors = [{ parameter: "fields", detail: fault }];
  return problem(400, "Please check the parameters.", { errors });
}

/** Each field of a record that is made from such an input. */
export function fieldsOf(input: z.ZodObject): string[] {
  return ["id", ...Object.keys(input.shape), "createdAt", "updatedAt"];
}

/** As much of a record as was asked for, and its id. */
export function only(record: object, fields: string[] | null): object {
  if (fields === null) return record;
  const wanted = new Set(["id", ...fields]);
  return Object.fromEntries(Object.entries(record).filter(([name]) => wanted.has(name)));
}

function faultOf(asked: string[], known: string[]): string | null {
  if (asked.some((name) => !known.includes(name))) return `Any of: ${known.join(", ")}.`;
  return new Set(asked).size < asked.length ? "Name each field once." : null;
}
