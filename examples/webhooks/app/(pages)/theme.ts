"use server";

import { postRedirectGet } from "@/lib/answer";
import { formValues } from "@/lib/form";
import { keepTheme } from "@/lib/preferences";

/** Light, dark, or as the system says: a cookie of whoever asks, so nobody has to be signed in. */
export async function chooseTheme(formData: FormData): Promise<void> {
  const { theme } = formValues(formData, { theme: "text" });
  await keepTheme(theme);
  await postRedirectGet({}, "/");
}
