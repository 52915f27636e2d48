import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/order-items";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deleteOrderItem } from "../actions";
import { namesFor } from "../offers";

/** The record at this address, of whoever asks: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const session = await auth();
  const id = parseId(address);
  const record = session && id ? await data.getOrderItem(callerOf(session), id) : null;
  if (!session || !record) return { session, record, title: "Order item" };
  const titles = await data.titleOrderItems(callerOf(session), [record]);
  return { session, record, title: titles.get(record.id) ?? "Order item" };
});

export async function generateMetadata({
  params,
}: PageProps<"/order-items/[id]">): Promise<Metadata> {
  const { title } = await found((await params).id);
  return { title };
}

export default async function OrderItemPage({ params }: PageProps<"/order-items/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { session, record, title } = await found(id);
  if (!session) redirect(await signInPage());
  if (!record) notFound();

  const names = await namesFor(callerOf(session), [record]);
  const show = await values();
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "Order items", path: "/order-items" }]}>
        <Link href={`/order-items/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
          <Icon name="edit" />
          Edit
        </Link>
        <ConfirmedAction
          action={deleteOrderItem.bind(null, id)}
          label="Delete"
          question={`Delete “${title}”?`}
          confirm="Delete"
          pending="Deleting…"
        >
          You can undo this for an hour.
        </ConfirmedAction>
      </PageHeader>
      <Details>
        <Detail term="Order">{show.record(record.orderId, names.orderId, "/orders")}</Detail>
        <Detail term="Product">
          {show.record(record.productId, names.productId, "/products")}
        </Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
    </div>
  );
}
