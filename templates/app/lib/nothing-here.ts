import "server-only";

import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { noteMissing } from "@/lib/error-page";

/** Like `notFound`, for a page that people get to see without JavaScript, too. */
export async function nothingHere(): Promise<never> {
  noteMissing(await headers());
  notFound();
}
