import { beforeAll, vi } from "vitest";
import { migrate } from "@/db/prepare";

// Server Actions ask Next.js for the request they run in: session.ts says which.
vi.mock("next/headers", async () => {
  const { currentCookies, currentHeaders } = await import("./session");
  return { cookies: async () => currentCookies(), headers: async () => currentHeaders() };
});
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));
vi.mock("next/server", async (original) => ({
  ...(await original<typeof import("next/server")>()),
  after: (await import("./after")).after,
}));

beforeAll(migrate, 60_000);
