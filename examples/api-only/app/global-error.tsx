"use client";

import ErrorPage from "./error";
import "./globals.css";

/** Shown when the layout itself failed, and so in place of it. */
export default function GlobalErrorPage(props: Parameters<typeof ErrorPage>[0]) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main>
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
