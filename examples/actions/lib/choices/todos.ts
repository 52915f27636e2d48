// Apart from the schema, so that a form in the browser does not bring Zod along.

export const importTodosMoodChoices = ["merge", "replace"] as const;
