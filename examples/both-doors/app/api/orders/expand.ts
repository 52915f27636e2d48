import { findCustomers } from "@/data/customers";
import type { Expansions } from "@/lib/expand";
import { authenticate } from "@/lib/guard";

/** What orders refer to, for who may read that, too: each guarded as where it is read by itself. */
export const expansions: Expansions = {
  customer: {
    field: "customerId",
    find: async (request, ids) => {
      const caller = await authenticate(request, "customers:read");
      return caller instanceof Response ? caller : findCustomers(caller, ids);
    },
  },
};
