import { display } from "@/lib/format";

/** A name and its value, inside a description list. */
export function Detail({ term, value }: { term: string; value: unknown }) {
  return (
    <div className="flex min-w-0 gap-1">
      <dt>{term}:</dt>
      <dd className="wrap-anywhere">{display(value)}</dd>
    </div>
  );
}
