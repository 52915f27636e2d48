import type { NextRequest } from "next/server";
import * as data from "@/data/posts";
import { authenticate } from "@/lib/guard";
import { readJson } from "@/lib/http";
import { nextLink, pageRequest } from "@/lib/page";
import { postInput } from "@/lib/schemas/posts";

/** Open to anybody: this resource was made to be read by the public. */
export async function GET(request: NextRequest) {
  const page = await data.listPosts(pageRequest(request.nextUrl.searchParams));
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
}

export async function POST(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, postInput);
  if (input instanceof Response) return input;

  const created = await data.createPost(caller, input);
  const headers = { Location: `/api/posts/${created.id}` };
  return Response.json(created, { status: 201, headers });
}
