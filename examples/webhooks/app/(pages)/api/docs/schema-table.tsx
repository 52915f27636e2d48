import type { Schema } from "@/lib/openapi-schemas";
import { Code, Prose } from "./prose";

type Row = { name: string; schema: Schema; required?: boolean; description?: string };

/** What may be sent: names, and what each of them takes. */
export function SchemaTable({
  label,
  about,
  rows,
}: {
  label: string;
  about?: string;
  rows: Row[];
}) {
  return (
    <div className="space-y-1">
      <h3 className="text-sm font-medium">{label}</h3>
      {about && (
        <div className="text-sm text-muted">
          <Prose text={about} />
        </div>
      )}
      <dl className="divide-y divide-line text-sm">
        {rows.map(({ name, schema, required, description }) => (
          <div key={name} className="flex flex-wrap gap-x-4 gap-y-1 py-1.5">
            <dt className="w-40 shrink-0">
              <Code>{name}</Code>
              {required && <span className="text-muted"> required</span>}
            </dt>
            <dd className="min-w-0 flex-1 wrap-anywhere text-muted">
              <Prose
                text={[typeOf(schema), ...boundsOf(schema), description ?? aboutOf(schema)]
                  .filter(Boolean)
                  .join(" · ")}
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function typeOf(schema: Schema): string {
  const { type, format, enum: choices, anyOf, items, $ref } = schema;
  if (Array.isArray(anyOf)) return anyOf.map(typeOf).join(" or ");
  if (type === "array") return `a list, each ${typeOf(items as Schema)}`;
  if (Array.isArray(choices)) return `one of ${choices.join(", ")}`;
  if (type === "array") return `list of ${typeOf(items as Schema)}`;
  if (typeof $ref === "string") return $ref.split("/").at(-1) ?? "";
  return String(format ?? type ?? "anything");
}

/** What its form says of it. */
function aboutOf({ title, description }: Schema): string {
  return [title, description].filter((text) => typeof text === "string").join(": ");
}

function boundsOf(schema: Schema): string[] {
  const { anyOf, minLength, maxLength, maxItems, default: otherwise } = schema;
  const minimum = schema.minimum ?? schema["x-minimum"] ?? schema.formatMinimum;
  const maximum = schema.maximum ?? schema["x-maximum"] ?? schema.formatMaximum;
  const inner = Array.isArray(anyOf) ? anyOf.flatMap((one: Schema) => boundsOf(one)) : [];
  const characters = range(minLength, maxLength);
  const own = [
    range(minimum, maximum),
    characters && `${characters} characters`,
    maxItems !== undefined && `at most ${maxItems} items`,
    otherwise !== undefined && `otherwise ${JSON.stringify(otherwise)}`,
  ];
  return [...inner, ...own].filter((text) => typeof text === "string");
}

function range(low: unknown, high: unknown): string | null {
  if (low === undefined && high === undefined) return null;
  if (high === undefined) return `at least ${low}`;
  return low === undefined ? `at most ${high}` : `${low} to ${high}`;
}
