import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/orders";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { RelatedOrderItems } from "../../order-items/related-order-items";
import { deleteOrder } from "../actions";
import { namesFor } from "../offers";

/** The record at this address, of whoever asks: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const session = await auth();
  const id = parseId(address);
  const record = session && id ? await data.getOrder(callerOf(session), id) : null;
  return { session, record };
});

export async function generateMetadata({ params }: PageProps<"/orders/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.number) : "Order" };
}

export default async function OrderPage({ params }: PageProps<"/orders/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { session, record } = await found(id);
  if (!session) redirect(await signInPage());
  if (!record) notFound();

  const names = await namesFor(callerOf(session), [record]);
  const show = await values();
  const title = display(record.number);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "Orders", path: "/orders" }]}>
        <Link href={`/orders/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
          <Icon name="edit" />
          Edit
        </Link>
        <ConfirmedAction
          action={deleteOrder.bind(null, id)}
          label="Delete"
          question={`Delete “${title}”?`}
          confirm="Delete"
          pending="Deleting…"
        >
          You can undo this for an hour.
        </ConfirmedAction>
      </PageHeader>
      <Details>
        <Detail term="Customer">
          {show.record(record.customerId, names.customerId, "/customers")}
        </Detail>
        <Detail term="Number">{show.text(record.number)}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
      <RelatedOrderItems by="orderId" id={id} />
    </div>
  );
}
