import { DoorList } from "@/components/door-list";

export default function HomePage() {
  return (
    <div className="page space-y-8">
      <h1 className="text-3xl font-semibold tracking-tight">api-only</h1>
      {process.env.NODE_ENV === "development" ? <DoorList /> : <p>This is the home of an API.</p>}
    </div>
  );
}
