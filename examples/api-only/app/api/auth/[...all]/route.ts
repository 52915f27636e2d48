import { answerAuth, authServer, sessionFrom } from "@/lib/auth";
import { allowOnly, handler } from "@/lib/handler";
import { readJsonText } from "@/lib/http";
import { notFound } from "@/lib/problem";

const MAX_BODY_BYTES = 10_000;

// better-auth's own endpoints: sign-up, sign-in, sign-out, session. HEAD, which it does not know, is a GET.
export const GET = handler(({ url, headers }) => answer(new Request(url, { headers })));

export const POST = handler(async (request) => {
  const { url, method, headers } = request;
  // By itself it reads bodies of any size. Sign-out comes without one, though Next.js always gives a stream.
  const isSent = headers.has("content-type");
  const body = isSent ? await readJsonText(request, MAX_BODY_BYTES) : undefined;
  if (body instanceof Response) return body;
  return answer(new Request(url, { method, headers, body: body || undefined }));
});

async function answer(request: Request): Promise<Response> {
  // Asking who is signed in is a use of the session, too; better-auth itself extends none here.
  if (request.url.includes("/get-session")) await sessionFrom(request.headers);
  const response = await answerAuth(request);
  if (response.status !== 404) return response;
  // It says so of a method, too.
  const methods = methodsAt(new URL(request.url).pathname);
  const isThere = methods.length > 0 && methods.every((method) => method !== request.method);
  return isThere ? allowOnly(...methods).GET(request) : notFound();
}

function methodsAt(path: string) {
  const { api, options } = authServer();
  const endpoints = Object.values(api).filter((endpoint) => path === `/api/auth${endpoint.path}`);
  const open = endpoints.filter(({ path }) => !options.disabledPaths.includes(path));
  const methods = open.flatMap((endpoint) => endpoint.options.method);
  return (["GET", "POST"] as const).filter((method) => methods.includes(method));
}

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
