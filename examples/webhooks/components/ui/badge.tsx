import type { ReactNode } from "react";

const TONES = ["blue", "green", "amber", "violet", "red", "gray"] as const;

export type Tone = (typeof TONES)[number];

type Props = { children: ReactNode; tone?: Tone };

/** A word of a few that there are: a state, a kind. */
export function Badge({ children, tone = "gray" }: Props) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}

/** One tone for each choice, by its place among them. */
export function toneOf(choice: string, choices: readonly string[]): Tone {
  const place = choices.indexOf(choice);
  return place === -1 ? "gray" : (TONES[place % TONES.length] ?? "gray");
}
