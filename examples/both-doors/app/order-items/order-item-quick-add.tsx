"use client";

import { useActionState } from "react";
import { ReferenceField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";
import type { Offers } from "@/lib/offers";

type Props = {
  action: FormAction;
  /** What there is to choose from. */
  offers: Record<"orderId" | "productId", Offers>;
};

/** Above the list: a new order item in passing. */
export function OrderItemQuickAdd({ action, offers }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="quick-add">
      <ReferenceField
        label="Order"
        name="orderId"
        defaultValue={values.orderId}
        errors={state.fieldErrors?.orderId}
        offers={offers.orderId}
        path="/orders"
        form="order-items"
        required
      />
      <ReferenceField
        label="Product"
        name="productId"
        defaultValue={values.productId}
        errors={state.fieldErrors?.productId}
        offers={offers.productId}
        path="/products"
        form="order-items"
        required
      />
      <div className="quick-add-buttons">
        <SubmitButton pending="Adding…">Add</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  orderId: "",
  productId: "",
};
