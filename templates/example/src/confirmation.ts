import { element } from "./element";

/** Ask before something is done that nobody can take back. */
export function confirmed(question: string, yes: string): Promise<boolean> {
  const title = element("p", { id: "question" }, question);
  const no = element("button", { className: "quiet", value: "", autofocus: true }, "Cancel");
  const go = element("button", { className: "danger", value: "yes" }, yes);
  const buttons = element("div", { className: "buttons" }, no, go);
  const dialog = element("dialog", {}, element("form", { method: "dialog" }, title, buttons));
  dialog.setAttribute("aria-labelledby", title.id);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
