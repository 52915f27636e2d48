import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { ColumnMenu } from "@/components/list/column-menu";
import { ExportLink } from "@/components/list/export-link";
import { ListToolbar } from "@/components/list/list-toolbar";
import { NoRecords } from "@/components/list/no-records";
import { Count, Pager } from "@/components/list/pager";
import { PickList } from "@/components/list/pick-list";
import { PickAction } from "@/components/list/picks";
import { RecordTable } from "@/components/list/record-table";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/order-items";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { orderItemFilters } from "@/lib/schemas/order-items";
import { createOrderItem, deleteManyOrderItems } from "./actions";
import { columns } from "./columns";
import { namesFor, offersFor } from "./offers";
import { OrderItemQuickAdd } from "./order-item-quick-add";

export const metadata: Metadata = { title: "Order items" };

export default async function OrderItemsPage({ searchParams }: PageProps<"/order-items">) {
  const session = await auth();
  const caller = session && callerOf(session);
  const offers = await offersFor(caller);
  const forms = (
    <div key="forms" className="empty:hidden">
      <OrderItemQuickAdd action={createOrderItem} offers={offers} />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const { list, query } = await readListView(
    "/order-items",
    columns,
    orderItemFilters,
    searchParams,
  );
  const page = list.errors.size > 0 ? NO_PAGE : await data.listOrderItems(callerOf(session), query);
  const add = (
    <Link href="/order-items/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New order item
    </Link>
  );
  const actions = (
    <PickAction
      action={deleteManyOrderItems}
      label="Delete"
      icon="trash"
      one="order item"
      many="order items"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  const names = await namesFor(caller, page.items, list.typed);
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>Order items</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="order items" offers={offers} names={names} />
      <PickList list={list} page={page} label="All order items" actions={actions}>
        {page.items.length > 0 ? (
          <RecordTable
            list={list}
            records={page.items}
            caption="Order items"
            names={names}
            mayChange={() => true}
          />
        ) : (
          <NoRecords list={list} noun="order items">
            {add}
          </NoRecords>
        )}
      </PickList>
      <Pager list={list} page={page} />
      <ColumnMenu list={list} action={chooseColumns} />
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts. It needs no session, because it changes
// nothing but a cookie of whoever asks: which columns they want to see.
async function chooseColumns(formData: FormData): Promise<void> {
  "use server";
  await keepColumns("/order-items", columns, formData);
  await postRedirectGet({}, "/order-items");
}
