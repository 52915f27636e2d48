import { offerCategories } from "@/data/categories";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { wordsIn } from "@/lib/offers";

/** What forms offer that refer to categories, for their inputs: the newest ones, or those with a name like this. */
export const GET = handler(async (request) => {
  const caller = await authenticate(request, "categories:read");
  if (caller instanceof Response) return caller;

  const search = wordsIn(new URL(request.url).searchParams.get("q"));
  const offers = await offerCategories(caller, [], search);
  return Response.json(offers, { headers: { "Cache-Control": "private, no-store" } });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
