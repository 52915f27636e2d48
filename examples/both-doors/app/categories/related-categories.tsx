import { RelatedRecords } from "@/components/related-records";
import { listCategories } from "@/data/categories";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { columns } from "./columns";
import { namesFor } from "./offers";

type Props = {
  /** The field by which they refer to the record, and the record's id. */
  by: "parentId";
  id: string;
};

/** The latest categories that refer to a record, on its page. */
export async function RelatedCategories({ by, id }: Props) {
  const session = await auth();
  if (!session) return null;

  const caller = callerOf(session);
  const where = [{ field: by, operator: "=", value: id }] as const;
  const page = await listCategories(caller, { where: [...where], limit: 5, count: true });
  return (
    <RelatedRecords
      title="Categories"
      one="category"
      path="/categories"
      by={by}
      id={id}
      page={page}
      columns={columns}
      named={["name"]}
      nameOf={(record) => display(record.name)}
      names={await namesFor(caller, page.items)}
    />
  );
}
