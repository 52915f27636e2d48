import type { Instrumentation } from "next";

export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("@/lib/start");
    await start();
  }
}

// What a page or an action throws; a Route Handler's `handler` has answered and logged what is thrown there.
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NODE_ENV === "production") {
    const { noteRequestError } = await import("@/lib/error-page");
    noteRequestError(error, request, context.routePath);
  }
};
