import { findOrders } from "@/data/orders";
import { findProducts } from "@/data/products";
import type { Expansions } from "@/lib/expand";
import { authenticate } from "@/lib/guard";

/** What order items refer to, for who may read that, too: each guarded as where it is read by itself. */
export const expansions: Expansions = {
  order: {
    field: "orderId",
    find: async (request, ids) => {
      const caller = await authenticate(request, "orders:read");
      return caller instanceof Response ? caller : findOrders(caller, ids);
    },
  },
  product: {
    field: "productId",
    find: async (request, ids) => {
      const caller = await authenticate(request, "products:read");
      return caller instanceof Response ? caller : findProducts(caller, ids);
    },
  },
};
