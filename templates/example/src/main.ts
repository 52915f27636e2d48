import type { SessionUser } from "../../../clients/typescript/schema";
import { button, element } from "./element";
import { sentenceOf } from "./failure";
import { recordsPage } from "./records";
import { title } from "./resource";
import { signedIn } from "./session";
import { signInPage } from "./sign-in";
import { hush } from "./status";
import { isCopy } from "./tab";
import { forget, isSignedIn, OVER } from "./tokens";

const INSECURE = "This page works at an address with https://, and at localhost.";
const COPIED =
  "The other tab is signed in. This one is a copy of it, and has to sign in by itself.";
const ENDED = "Your session is over: please sign in again.";

const page = document.querySelector("#page");

function show(content: Node) {
  hush();
  page?.replaceChildren(content);
  // What had the focus is gone, and whoever hears the page hears what it is now.
  page?.querySelector("h1")?.focus();
}

function showSignIn(notice = "") {
  show(signInPage(showRecords, notice));
}

function showRecords(person: SessionUser) {
  show(recordsPage(person, showSignIn));
}

/** Do what a page comes from; where it fails, that is the page. */
function attempt(work: () => Promise<void>) {
  work().catch((error) => {
    const heading = element("h1", { className: "brand", tabIndex: -1 }, title);
    const sentence = element("p", { role: "alert" }, sentenceOf(error));
    const again = button("Try again", "primary", () => attempt(work));
    show(element("main", { className: "narrow" }, heading, sentence, again));
  });
}

/** Go on as whoever is signed in since before the page was loaded, if anybody is. */
async function resume(notice: string) {
  const isKnown = isSignedIn();
  const person = await signedIn();
  if (person) showRecords(person);
  // Otherwise the session is over, and that was said.
  else if (!isKnown) showSignIn(notice);
}

async function start() {
  // Elsewhere a browser gives no locks and no random identifiers.
  if (!window.isSecureContext) throw new Error(INSECURE);
  // A refresh token works once, so two tabs cannot share one.
  const isCopied = (await isCopy()) && isSignedIn();
  if (isCopied) forget();
  attempt(() => resume(isCopied ? COPIED : ""));
}

document.title = title;
window.addEventListener(OVER, () => showSignIn(ENDED));
page?.addEventListener(
  "click",
  ({ target }) => {
    if (target instanceof Element && target.closest("button")) hush();
  },
  { capture: true },
);
attempt(start);
