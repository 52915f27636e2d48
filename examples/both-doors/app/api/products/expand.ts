import { findCategories } from "@/data/categories";
import type { Expansions } from "@/lib/expand";
import { authenticate } from "@/lib/guard";

/** What products refer to, for who may read that, too: each guarded as where it is read by itself. */
export const expansions: Expansions = {
  category: {
    field: "categoryId",
    find: async (request, ids) => {
      const caller = await authenticate(request, "categories:read");
      return caller instanceof Response ? caller : findCategories(caller, ids);
    },
  },
};
