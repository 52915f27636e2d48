import { RelatedRecords } from "@/components/related-records";
import { listProducts } from "@/data/products";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { columns } from "./columns";
import { namesFor } from "./offers";

type Props = {
  /** The field by which they refer to the record, and the record's id. */
  by: "categoryId";
  id: string;
};

/** The latest products that refer to a record, on its page. */
export async function RelatedProducts({ by, id }: Props) {
  const session = await auth();
  if (!session) return null;

  const caller = callerOf(session);
  const where = [{ field: by, operator: "=", value: id }] as const;
  const page = await listProducts(caller, { where: [...where], limit: 5, count: true });
  return (
    <RelatedRecords
      title="Products"
      one="product"
      path="/products"
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
