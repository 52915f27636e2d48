import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { MAX_BYTES, signUp, signUpInput } from "@/lib/session-sign-in";

/** Makes an account, and signs in. Anybody may call it, so often from one address. */
export const POST = handler(async (request: Request) => {
  const input = await readJson(request, signUpInput, MAX_BYTES);
  if (input instanceof Response) return input;

  return signUp(request, input);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
