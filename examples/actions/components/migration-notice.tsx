import { currentFailure, wayOut } from "@/db/failure";

/** Says on every page that a migration failed, while developing: a server in production does not start then. */
export function MigrationNotice() {
  const failure = currentFailure();
  if (!failure) return null;
  return (
    <aside role="alert" className="border-b border-line bg-surface px-4 py-3 text-sm">
      <strong className="text-danger">
        {failure.name ? `The migration ${failure.name} failed.` : "Migrating failed."}
      </strong>{" "}
      Nothing of it was applied: the database is as it was before. {failure.reason}
      {failure.statement && <pre className="my-2 overflow-x-auto">{failure.statement}</pre>}
      <p>{wayOut(failure)}</p>
    </aside>
  );
}
