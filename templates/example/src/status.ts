import { isOver, sentenceOf } from "./failure";

const SHOWN = 5000;
let timer: number | undefined;

/** Say what was done, to those who see it and to those who hear it. */
export function tell(text: string): void {
  hush();
  write("#status", text);
  timer = window.setTimeout(hush, SHOWN);
}

/** Say what went wrong, until something else is done. */
export function warn(error: unknown): void {
  hush();
  // That a session is over is a page of its own.
  if (!isOver(error)) write("#alert", sentenceOf(error));
}

export function hush(): void {
  window.clearTimeout(timer);
  write("#status", "");
  write("#alert", "");
}

function write(place: string, text: string): void {
  const element = document.querySelector(place);
  if (element) element.textContent = text;
}
