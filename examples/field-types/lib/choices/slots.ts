// Apart from the schema, so that a form in the browser does not bring Zod along.

export const stateChoices = ["open", "taken"] as const;

/** What people read instead of a choice; the others stand for themselves. */
export const stateLabels: Record<string, string> = {
  open: "Free",
  taken: "Booked",
};
