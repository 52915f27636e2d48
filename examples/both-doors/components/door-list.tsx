import { doors } from "@/lib/doors";

/** Every way into this app: for those who build it or belong to it. */
export function DoorList() {
  return (
    <ul
      aria-label="Doors"
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {doors.map((door) => (
        <li
          key={`${door.door} ${door.path}`}
          className="grid gap-x-6 gap-y-1 px-5 py-3.5 lg:grid-cols-[14rem_1fr]"
        >
          <div className="min-w-0">
            <p className="font-medium">{door.what}</p>
            <code className="font-mono text-xs text-muted wrap-anywhere">{door.path}</code>
          </div>
          <dl className="min-w-0 space-y-0.5">
            <Detail term="Called by" description={`${door.caller}, through a ${door.door}`} />
            <Detail term="Guard" description={door.guard} />
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Detail({ term, description }: { term: string; description: string }) {
  return (
    <div className="flex gap-2">
      <dt className="w-20 shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{description}</dd>
    </div>
  );
}
