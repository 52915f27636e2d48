import type { Locator } from "@playwright/test";

/** Chooses what a field refers to, the first there is: in a select or, of more than that offers, in a list. */
export async function chooseFirst(form: Locator, name: string): Promise<void> {
  const combobox = `.combobox:has([name="${name}"]) > [role="combobox"]`;
  const field = form.locator(`select[name="${name}"], ${combobox}`);
  if ((await field.getAttribute("role")) !== "combobox") {
    await field.selectOption({ index: 1 });
    return;
  }
  await field.click();
  await form.getByRole("option").first().click();
}
