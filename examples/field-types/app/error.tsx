"use client";

/** Shown in place of a page that failed. The details are in the server's log, under this digest. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <div className="page-centered space-y-4 text-center">
      <h1 className="title">Something went wrong</h1>
      <p className="text-muted">
        This page could not be shown. {error.digest && `Reference: ${error.digest}`}
      </p>
      <button type="button" className="button-primary" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
