const KEY = "tab";
// A page that is left gives its lock back sooner than that.
const WAIT = 1000;

/** Tell whether what this tab has stored is a copy: whoever duplicates a tab duplicates that. */
export async function isCopy(): Promise<boolean> {
  const stored = sessionStorage.getItem(KEY);
  if (stored !== null && (await hold(stored))) return false;
  const own = crypto.randomUUID();
  sessionStorage.setItem(KEY, own);
  await hold(own);
  return stored !== null;
}

/** Take a lock for as long as the page is there; false where another tab has it. */
function hold(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const keep = () => {
      resolve(true);
      return new Promise(() => {});
    };
    const signal = AbortSignal.timeout(WAIT);
    navigator.locks.request(name, { signal }, keep).catch(() => resolve(false));
  });
}
