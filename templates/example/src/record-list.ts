import { button, element } from "./element";
import { recordRow } from "./record-row";
import { type Item, list, lower } from "./resource";
import { warn } from "./status";

// As many as are shown at once.
const PAGE = 10;

/** Make the list of all records, which are asked for a page at a time. */
export function recordList() {
  const heading = element("h2", { tabIndex: -1 }, `All ${lower}`);
  const rows = element("ul", { className: "records" });
  const empty = element("p", { className: "empty", hidden: true }, `No ${lower} yet.`);
  const more = button("Show more", "quiet more", () => void show());
  const again = button("Try again", "quiet more", () => void start());
  more.hidden = again.hidden = true;
  let records = list(PAGE);
  let next: IteratorResult<Item, void> | undefined;

  async function start() {
    if (rows.ariaBusy) return;
    records = list(PAGE);
    next = undefined;
    rows.replaceChildren();
    await show();
  }

  async function show() {
    if (rows.ariaBusy) return;
    rows.ariaBusy = "true";
    let first: HTMLElement | undefined;
    try {
      // One is asked for ahead, to know whether there are more.
      next ??= await records.next();
      for (let count = 0; count < PAGE && !next.done; count += 1) {
        const row = rowOf(next.value);
        rows.append(row);
        first ??= row;
        next = await records.next();
      }
      empty.hidden = rows.childElementCount > 0;
      offer(next.done ? undefined : more, first ?? heading);
    } catch (error) {
      offer(again, again);
      warn(error);
    }
    rows.ariaBusy = null;
  }

  /** Offer one of the buttons, or none; the one that was pressed passes the focus on. */
  function offer(offered: HTMLElement | undefined, focused: HTMLElement) {
    const isPressed = [more, again].some((one) => one === document.activeElement);
    more.hidden = offered !== more;
    again.hidden = offered !== again;
    if (isPressed) focused.focus();
  }

  function rowOf(record: Item): HTMLLIElement {
    const row = recordRow(record, () => {
      row.remove();
      empty.hidden = rows.childElementCount > 0;
      // What had the focus is gone.
      heading.focus();
    });
    return row;
  }

  void show();
  return {
    element: element("section", {}, heading, empty, rows, more, again),
    /** Show one that has just been made: the newest comes first. */
    add(record: Item) {
      rows.prepend(rowOf(record));
      empty.hidden = true;
    },
  };
}
