import { createClient } from "../../../clients/typescript/client";

export const API_URL: string = import.meta.env.VITE_API_URL || "http://localhost:3000";

/**
 * The API for those who are not signed in. What did not get through is not sent again: a refresh
 * token works once, and a wrong password counts each time.
 */
export const anybody = createClient({ baseUrl: API_URL, retries: 0 });
