import { authServer } from "@/lib/auth";
import { problem, readText } from "@/lib/http";

const MAX_BODY_BYTES = 10_000;

// better-auth's own endpoints: sign-up, sign-in, sign-out, session. By itself it reads bodies of any size.
async function handler(request: Request) {
  const body = await readText(request, MAX_BODY_BYTES);
  if (body === null) return problem(413, `A body may have at most ${MAX_BODY_BYTES} bytes.`);

  const { url, method, headers } = request;
  return authServer().handler(new Request(url, { method, headers, body: body || undefined }));
}

export { handler as GET, handler as POST };
