import { invalidToken } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { limitSession } from "@/lib/rate-limits";
import { MAX_BYTES, refreshInput } from "@/lib/session-sign-in";
import { findRefreshToken, rotate } from "@/lib/session-tokens";

/** Takes a refresh token for the next two tokens, once: it is the guard itself. */
export const POST = handler(async (request: Request) => {
  const input = await readJson(request, refreshInput, MAX_BYTES);
  if (input instanceof Response) return input;

  const token = await findRefreshToken(input.refreshToken);
  if (!token) return invalidToken(OVER);
  const refusal = await limitSession(request, token.sessionId);
  if (refusal) return refusal;

  const next = await rotate(token);
  return next ? Response.json(next) : invalidToken(OVER);
});

const OVER = "This refresh token is none, or was used before: sign in again.";

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
