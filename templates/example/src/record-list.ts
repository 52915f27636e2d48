import { button, element } from "./element";
import { sentenceOf } from "./failure";
import { recordRow } from "./record-row";
import { type Item, list, lower } from "./resource";
import { tell } from "./status";

// As many as are shown at once.
const PAGE = 10;

/** Make the list of all records, which are asked for a page at a time. */
export function recordList() {
  const heading = element("h2", { tabIndex: -1 }, `All ${lower}`);
  const rows = element("ul", { className: "records" });
  const empty = element("p", { className: "empty", hidden: true }, `No ${lower} yet.`);
  const more = button("Show more", "quiet more", () => void show());
  const again = button("Try again", "quiet more", () => void start());
  let records = list(PAGE);
  let next: IteratorResult<Item, void> | undefined;

  async function start() {
    records = list(PAGE);
    next = undefined;
    rows.replaceChildren();
    await show();
  }

  async function show() {
    more.hidden = again.hidden = true;
    rows.ariaBusy = "true";
    try {
      // One is asked for ahead, to know whether there are more.
      next ??= await records.next();
      for (let count = 0; count < PAGE && !next.done; count += 1) {
        rows.append(rowOf(next.value));
        next = await records.next();
      }
      more.hidden = next.done === true;
      empty.hidden = rows.childElementCount > 0;
    } catch (error) {
      again.hidden = false;
      tell(sentenceOf(error));
    }
    rows.ariaBusy = null;
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
