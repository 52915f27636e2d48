import type { SessionUser } from "../../../clients/typescript/schema";
import { button, element } from "./element";
import { dataOf } from "./failure";
import { createForm, focusFirst } from "./form";
import { recordList } from "./record-list";
import { create, fields, type Input, one, title } from "./resource";
import { signOut, signOutEverywhere } from "./session";
import { tell, warn } from "./status";

/** Make the page for whoever is signed in. */
export function recordsPage(person: SessionUser, signedOut: () => void): DocumentFragment {
  const records = recordList();
  const fresh = element("div");

  function showForm(): HTMLFormElement {
    const keyOf = keys();
    const send = async (body: Input) => {
      records.add(dataOf(await create(body, keyOf(body))));
      focusFirst(showForm());
      tell("Added.");
    };
    const form = createForm<Input>({ fields, submit: "Add", send });
    fresh.replaceChildren(form);
    return form;
  }

  function leave(way: () => Promise<void>) {
    way().then(signedOut, warn);
  }

  showForm();
  const page = document.createDocumentFragment();
  page.append(
    element(
      "header",
      {},
      element("h1", { className: "brand", tabIndex: -1 }, title),
      element("p", { className: "person" }, person.name),
      element(
        "div",
        { className: "buttons" },
        button("Sign out", "quiet", () => leave(signOut)),
        button("Sign out everywhere", "quiet", () => leave(signOutEverywhere)),
      ),
    ),
    element(
      "main",
      {},
      element("section", { className: "card" }, element("h2", {}, `New ${one}`), fresh),
      records.element,
    ),
  );
  return page;
}

/** One key for as long as the same is sent: where no answer came, it can be sent again. */
function keys() {
  let [last, key] = ["", ""];
  return (body: Input): string => {
    const text = JSON.stringify(body);
    if (text !== last) [last, key] = [text, crypto.randomUUID()];
    return key;
  };
}
