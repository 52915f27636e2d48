import { doors } from "@/lib/doors";

export default function HomePage() {
  return (
    <div className="page space-y-8">
      <header className="space-y-2">
        <h1 className="text-3xl font-semibold tracking-tight">field-types</h1>
        <p className="text-muted">
          The doors of this app: what there is, who calls it, and how it is guarded.
        </p>
      </header>
      <ul className="space-y-3">
        {doors.map((door) => (
          <li key={`${door.door} ${door.path}`} className="card space-y-2">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h2 className="font-medium">{door.what}</h2>
              <code className="font-mono text-sm text-muted">{door.path}</code>
            </div>
            <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-3">
              <Detail term="Door" description={door.door} />
              <Detail term="Called by" description={door.caller} />
              <Detail term="Guard" description={door.guard} />
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Detail({ term, description }: { term: string; description: string }) {
  return (
    <div>
      <dt className="text-muted">{term}</dt>
      <dd>{description}</dd>
    </div>
  );
}
