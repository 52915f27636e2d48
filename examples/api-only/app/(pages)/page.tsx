import { DoorList } from "@/components/door-list";
import { PageHeader } from "@/components/ui/page-header";

export default function HomePage() {
  return (
    <div className="page">
      <PageHeader title="api-only" lead="This is the home of an API." />
      {process.env.NODE_ENV === "development" && <DoorList />}
    </div>
  );
}
