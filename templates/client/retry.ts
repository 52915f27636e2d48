// Requests that did not get through are sent again, where nothing can be done twice by that. Where
// an answer was lost, the request may have been done: a change that is sent again would be refused
// for itself (`If-Match`), or undo what somebody else has changed since.

type Fetch = (request: Request) => Promise<Response>;

const LONGEST = 60_000;

/** Sends requests, each as often as it takes, but no more than `retries` times again. */
export function retrying(send: Fetch, retries: number): Fetch {
  return async (request) => {
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      // One for all times that it is sent: the API does it once.
      request.headers.set("Idempotency-Key", crypto.randomUUID());
    }
    for (let retry = 0; ; retry += 1) {
      const answer = await attempt(send, request, retry < retries && isRepeatable(request));
      const wait = answer instanceof Response ? waitFor(answer) : 0;
      if (answer instanceof Response && (wait === undefined || retry >= retries)) return answer;
      await answer?.body?.cancel();
      await pause(Math.max(wait ?? 0, backoff(retry)), request.signal);
    }
  };
}

/** One try; nothing where the network failed, and it may be tried again. */
async function attempt(send: Fetch, request: Request, mayFail: boolean) {
  try {
    return await send(request.clone());
  } catch (error) {
    // Of all that may be thrown, only that is the network.
    if (!mayFail || !(error instanceof TypeError) || request.signal.aborted) throw error;
    return undefined;
  }
}

/** Whether it does no more when it comes twice than when it comes once. */
function isRepeatable({ method, headers }: Request): boolean {
  return method === "GET" || method === "HEAD" || headers.has("Idempotency-Key");
}

/**
 * How many milliseconds to wait before the next try: where the API is asked too much (429), cannot
 * answer now (503), or is at work on the same POST (409). Nothing where waiting would not help.
 */
function waitFor({ status, headers }: Response): number | undefined {
  if (![409, 429, 503].includes(status)) return undefined;
  const after = headers.get("Retry-After");
  if (after === null) return status === 409 ? undefined : 0;
  const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return wait <= LONGEST ? wait : undefined;
}

function backoff(retry: number): number {
  return 2 ** retry * 200 * (1 + Math.random());
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
