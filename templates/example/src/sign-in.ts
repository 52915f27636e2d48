import type { SessionSignIn, SessionSignUp, SessionUser } from "../../../clients/typescript/schema";
import { button, element } from "./element";
import type { FieldsOf } from "./field";
import { createForm } from "./form";
import { title } from "./resource";
import { signIn, signUp } from "./session";

const ACCOUNT: FieldsOf<SessionSignIn> = {
  email: { label: "Email", kind: "email", autocomplete: "username" },
  password: { label: "Password", kind: "password", autocomplete: "current-password" },
};
const NEW_ACCOUNT: FieldsOf<SessionSignUp> = {
  name: { label: "Name", kind: "string", autocomplete: "name" },
  email: ACCOUNT.email,
  password: { ...ACCOUNT.password, autocomplete: "new-password" },
};

/** Make the page for those who are not signed in; `notice` says why they are not. */
export function signInPage(done: (person: SessionUser) => void, notice = ""): HTMLElement {
  const page = element("main", { className: "narrow" });
  let said = notice;

  function show(heading: string, form: HTMLFormElement, question: string, other: HTMLElement) {
    const top = element("h1", { tabIndex: -1 }, heading);
    page.replaceChildren(
      element("p", { className: "brand" }, title),
      element(
        "section",
        { className: "card" },
        top,
        element("p", { className: "notice", role: "alert" }, said),
        form,
        element("p", { className: "other" }, question, other),
      ),
    );
    top.focus();
  }

  function existing() {
    const send = async (body: SessionSignIn) => done(await signIn(body));
    const form = createForm({ fields: ACCOUNT, submit: "Sign in", send });
    show("Sign in", form, "No account yet?", button("Create one", "link", fresh));
  }

  function fresh() {
    const send = async (body: SessionSignUp) => {
      const person = await signUp(body);
      if (person) return done(person);
      said = "Confirm your address with the link in your mail, then sign in.";
      existing();
    };
    const form = createForm({ fields: NEW_ACCOUNT, submit: "Create account", send });
    show("Create an account", form, "You have one?", button("Sign in", "link", existing));
  }

  existing();
  return page;
}
