const SHOWN = 5000;
let timer: number | undefined;

/** Say what was done, or was not, to those who see it and to those who hear it. */
export function tell(text: string): void {
  const status = document.querySelector("#status");
  if (status === null) return;
  status.textContent = text;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    status.textContent = "";
  }, SHOWN);
}
