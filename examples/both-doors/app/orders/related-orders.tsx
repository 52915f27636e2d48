import { RelatedRecords } from "@/components/related-records";
import { listOrders } from "@/data/orders";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { columns } from "./columns";
import { namesFor } from "./offers";

type Props = {
  /** The field by which they refer to the record, and the record's id. */
  by: "customerId";
  id: string;
};

/** The latest orders that refer to a record, on its page. */
export async function RelatedOrders({ by, id }: Props) {
  const session = await auth();
  if (!session) return null;

  const caller = callerOf(session);
  const where = [{ field: by, operator: "=", value: id }] as const;
  const page = await listOrders(caller, { where: [...where], limit: 5, count: true });
  return (
    <RelatedRecords
      title="Orders"
      one="order"
      path="/orders"
      by={by}
      id={id}
      page={page}
      columns={columns}
      named={["number"]}
      nameOf={(record) => display(record.number)}
      names={await namesFor(caller, page.items)}
    />
  );
}
