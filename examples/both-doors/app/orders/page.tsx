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
import * as data from "@/data/orders";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { orderFilters } from "@/lib/schemas/orders";
import { createOrder, deleteManyOrders } from "./actions";
import { columns } from "./columns";
import { namesFor, offersFor } from "./offers";
import { OrderQuickAdd } from "./order-quick-add";

export const metadata: Metadata = { title: "Orders" };

export default async function OrdersPage({ searchParams }: PageProps<"/orders">) {
  const session = await auth();
  const caller = session && callerOf(session);
  const offers = await offersFor(caller);
  const forms = (
    <div key="forms" className="empty:hidden">
      <OrderQuickAdd action={createOrder} offers={offers} />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const { list, query } = await readListView("/orders", columns, orderFilters, searchParams);
  const page = list.errors.size > 0 ? NO_PAGE : await data.listOrders(callerOf(session), query);
  const add = (
    <Link href="/orders/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New order
    </Link>
  );
  const actions = (
    <PickAction
      action={deleteManyOrders}
      label="Delete"
      icon="trash"
      one="order"
      many="orders"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  const names = await namesFor(caller, page.items, list.typed);
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>Orders</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="orders" offers={offers} names={names} />
      <PickList list={list} page={page} label="All orders" actions={actions}>
        {page.items.length > 0 ? (
          <RecordTable
            list={list}
            records={page.items}
            caption="Orders"
            names={names}
            mayChange={() => true}
          />
        ) : (
          <NoRecords list={list} noun="orders">
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
  await keepColumns("/orders", columns, formData);
  await postRedirectGet({}, "/orders");
}
