import { authServer } from "@/lib/auth";

// better-auth's own endpoints: sign-up, sign-in, sign-out, session.
const handler = (request: Request) => authServer().handler(request);

export { handler as GET, handler as POST };
