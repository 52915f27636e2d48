import Link from "next/link";
import { redirect } from "next/navigation";
import { auth } from "@/lib/auth";
import { todosOf } from "@/lib/twin";
import { remove } from "./actions";
import { Form } from "./form";

export default async function Page() {
  const session = await auth();
  if (!session) redirect("/sign-in");
  const records = await todosOf(session.user.id);
  return (
    <div className="page space-y-8">
      <h1 className="text-2xl font-semibold tracking-tight">Todos</h1>
      <Form />
      <ul className="space-y-3">
        {records.map((record) => (
          <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
            <div className="min-w-0 flex-1 space-y-1">
              <p className="font-medium wrap-anywhere">{record.text}</p>
              <p className="text-sm text-muted">Completed: {record.completed ? "Yes" : "No"}</p>
            </div>
            <div className="flex items-start gap-2">
              <Link href={`/todos/${record.id}`} className="button-quiet">
                Edit<span className="sr-only"> {record.text}</span>
              </Link>
              <form action={remove}>
                <input type="hidden" name="id" value={record.id} />
                <button type="submit" className="button-danger">
                  Delete<span className="sr-only"> {record.text}</span>
                </button>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
