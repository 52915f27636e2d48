let headers = new Headers();

/** Let the Server Actions that follow run as this user, or as nobody. */
export function signedInAs(user: { cookie: string } | null): void {
  headers = new Headers(user ? { cookie: user.cookie } : {});
}

export function currentHeaders(): Headers {
  return headers;
}
