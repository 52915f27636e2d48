import type { ReactNode } from "react";

export function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-[0.9em] wrap-anywhere">{children}</code>;
}

/** Paragraphs with `code` in them, which is all the Markdown that the API's document has. */
export function Prose({ text }: { text: string }) {
  return text.split("\n\n").map((paragraph) => (
    <p key={paragraph}>
      {paragraph.split("`").map((part, index) =>
        // Every second part is between two of them; the parts of one text never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: a part may be there twice.
        index % 2 === 1 ? <Code key={index}>{part}</Code> : part,
      )}
    </p>
  ));
}
