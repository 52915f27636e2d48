// The open example: no guard, because it tells nothing and changes nothing.
export function GET() {
  return Response.json({ message: "Hello from field-types" });
}
