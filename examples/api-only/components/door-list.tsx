import { doors } from "@/lib/doors";

/** Every way into this app: for those who build it or belong to it. */
export function DoorList() {
  return (
    <section aria-labelledby="doors" className="space-y-3">
      <h2 id="doors" className="text-lg font-medium">
        The doors of this app
      </h2>
      <p className="text-muted">What there is, who calls it, and how it is guarded.</p>
      <ul className="space-y-3">
        {doors.map((door) => (
          <li key={`${door.door} ${door.path}`} className="card space-y-2">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-medium">{door.what}</h3>
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
    </section>
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
