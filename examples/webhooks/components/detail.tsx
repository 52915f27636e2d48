import { display, displayWhole } from "@/lib/format";

type Props = {
  term: string;
  value: unknown;
  /** With all of its text, and its lines. */
  whole?: boolean;
};

/** A name and its value, inside a description list. */
export function Detail({ term, value, whole = false }: Props) {
  return (
    <div className="flex min-w-0 gap-1">
      <dt>{term}:</dt>
      <dd className={whole ? "min-w-0 wrap-anywhere whitespace-pre-wrap" : "wrap-anywhere"}>
        {whole ? displayWhole(value) : display(value)}
      </dd>
    </div>
  );
}
