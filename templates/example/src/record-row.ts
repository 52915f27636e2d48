import { confirmed } from "./confirmation";
import { button, element } from "./element";
import { check, dataOf } from "./failure";
import { createForm, focusFirst } from "./form";
import { shown } from "./kind";
import { fields, heading, type Input, type Item, one, read, remove, replace } from "./resource";
import { tell, warn } from "./status";

/** Make the row of one record, where it is shown, changed and deleted. */
export function recordRow(record: Item, gone: () => void): HTMLLIElement {
  const row = element("li", { tabIndex: -1 });
  let isBusy = false;

  function show(item: Item): HTMLButtonElement {
    const name = shown(fields[heading].kind, item[heading]) || "–";
    const edit = button("Edit", "quiet", () => void attempt(change));
    const del = button("Delete", "danger", () => void attempt(() => drop(name)));
    edit.ariaLabel = `Edit ${name}`;
    del.ariaLabel = `Delete ${name}`;
    const buttons = element("div", { className: "buttons" }, edit, del);
    row.replaceChildren(element("div", {}, element("h3", {}, name), detailsOf(item)), buttons);
    return edit;
  }

  async function change() {
    const { item, version } = await newest();
    const close = (changed: Item) => show(changed).focus();
    const form = createForm<Input>({
      fields,
      record: item,
      submit: "Save",
      send: async (body) => {
        close(dataOf(await replace(record.id, version, body)));
        tell("Saved.");
      },
      cancel: () => close(item),
    });
    row.replaceChildren(form);
    focusFirst(form);
  }

  async function drop(name: string) {
    if (!(await confirmed(`Delete the ${one} “${name}”?`, "Delete"))) return;
    const { version } = await newest();
    check(await remove(record.id, version));
    gone();
    tell("Deleted.");
  }

  /** The record as it is now, and its version: a change is made only while it is that. */
  async function newest() {
    const answer = await read(record.id);
    return { item: dataOf(answer), version: answer.response.headers.get("ETag") ?? "*" };
  }

  /** One at a time: what is pressed meanwhile would replace a form that somebody types in. */
  async function attempt(work: () => Promise<void>) {
    if (isBusy) return;
    isBusy = true;
    await work().catch(warn);
    isBusy = false;
  }

  show(record);
  return row;
}

function detailsOf(item: Item): HTMLDListElement {
  const list = element("dl");
  for (const name of Object.keys(fields) as (keyof Input)[]) {
    const text = shown(fields[name].kind, item[name]);
    if (name === heading || text === "") continue;
    list.append(element("div", {}, element("dt", {}, fields[name].label), element("dd", {}, text)));
  }
  return list;
}
