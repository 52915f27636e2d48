// Apart from the schema, so that a form in the browser does not bring Zod along.

export const moodChoices = ["good", "bad", "so-so"] as const;
