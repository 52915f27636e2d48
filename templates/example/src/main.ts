import type { SessionUser } from "../../../clients/typescript/schema";
import { button, element } from "./element";
import { sentenceOf } from "./failure";
import { recordsPage } from "./records";
import { title } from "./resource";
import { signedIn } from "./session";
import { signInPage } from "./sign-in";
import { isCopy } from "./tab";
import { forget, isSignedIn, OVER } from "./tokens";

const COPIED =
  "The other tab is signed in. This one is a copy of it, and has to sign in by itself.";
const ENDED = "Your session is over: please sign in again.";

const page = document.querySelector("#page");

function show(content: Node) {
  page?.replaceChildren(content);
}

function showSignIn(notice = "") {
  show(signInPage(showRecords, notice));
}

function showRecords(person: SessionUser) {
  show(recordsPage(person, showSignIn));
}

/** Go on as whoever is signed in since before the page was loaded, if anybody is. */
async function resume(notice = "") {
  const isKnown = isSignedIn();
  try {
    const person = await signedIn();
    if (person) showRecords(person);
    // Otherwise the session is over, and that was said.
    else if (!isKnown) showSignIn(notice);
  } catch (error) {
    const sentence = element("p", { role: "alert" }, sentenceOf(error));
    const again = button("Try again", "primary", () => void resume());
    show(element("main", { className: "narrow" }, sentence, again));
  }
}

async function start() {
  // A refresh token works once, so two tabs cannot share one.
  const isCopied = (await isCopy()) && isSignedIn();
  if (isCopied) forget();
  await resume(isCopied ? COPIED : "");
}

document.title = title;
window.addEventListener(OVER, () => showSignIn(ENDED));
void start();
