import { JoinedRecords } from "@/components/joined-records";
import { listOrderItems } from "@/data/order-items";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { createOrderItem, deleteManyOrderItems } from "./actions";
import { namesFor, offersFor } from "./offers";

type Props = {
  /** The field that refers to the record, and the record's id. */
  by: keyof typeof OTHERS;
  id: string;
};

/** What a record is joined with, on its page. */
export async function RelatedOrderItems({ by, id }: Props) {
  const session = await auth();
  if (!session) return null;

  const caller = callerOf(session);
  const where = [{ field: by, operator: "=", value: id }] as const;
  const page = await listOrderItems(caller, { where: [...where], limit: 50, count: true });
  const names = await namesFor(caller, page.items);
  const offers = await offersFor(caller);
  const { field, ...other } = OTHERS[by];
  const joined = page.items.map((record) => ({
    id: record.id,
    other: record[field],
    name: names[field].get(record[field]) ?? "–",
  }));
  return (
    <JoinedRecords
      {...other}
      field={field}
      by={by}
      id={id}
      joined={joined}
      total={page.total}
      offers={offers[field]}
      all="/order-items"
      add={createOrderItem}
      remove={deleteManyOrderItems}
    />
  );
}

const OTHERS = {
  orderId: {
    field: "productId",
    title: "Products",
    one: "product",
    path: "/products",
  },
  productId: {
    field: "orderId",
    title: "Orders",
    one: "order",
    path: "/orders",
  },
} as const;
