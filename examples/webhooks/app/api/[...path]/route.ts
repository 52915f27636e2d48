import { notFound } from "@/lib/problem";

// Whatever no other handler is there for: a program gets its 404 as JSON too, and not as a page.
export {
  notFound as DELETE,
  notFound as GET,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
};
