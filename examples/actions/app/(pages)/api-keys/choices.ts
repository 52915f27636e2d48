// What the form and its schema have in common: the form needs no more of it.

export const ACCESS = ["Everything", "Read everything", "Only what is ticked"] as const;
export const LIFETIMES = ["Until it is revoked", "30 days", "90 days", "1 year"] as const;
