import { answerAuth, sessionFrom } from "@/lib/auth";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readJsonText } from "@/lib/http";

const MAX_BODY_BYTES = 10_000;

// better-auth's own endpoints: sign-up, sign-in, sign-out, session.
export const GET = handler(answer);

export const POST = handler(async (request) => {
  // By itself it reads bodies of any size, and sign-out comes without one.
  const body = request.body ? await readJsonText(request, MAX_BODY_BYTES) : undefined;
  if (body instanceof Response) return body;

  const { url, method, headers } = request;
  return answer(new Request(url, { method, headers, body: body || undefined }));
});

async function answer(request: Request): Promise<Response> {
  // Asking who is signed in is a use of the session, too; better-auth itself extends none here.
  if (request.url.includes("/get-session")) await sessionFrom(request.headers);
  const response = await answerAuth(request);
  return response.status === 404 ? notFound() : response;
}

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
