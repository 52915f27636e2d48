// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Route } from "next";
import type { IconName } from "@/components/ui/icon";
import { listCategories } from "@/data/categories";
import { listCustomers } from "@/data/customers";
import { listNews } from "@/data/news";
import { listNotes } from "@/data/notes";
import { listOrders } from "@/data/orders";
import { listPosts } from "@/data/posts";
import { listProducts } from "@/data/products";
import { listTodos } from "@/data/todos";
import type { Caller } from "@/lib/caller";
import { display } from "@/lib/format";
import { listQuery } from "@/lib/list";
import { categoryFilters } from "@/lib/schemas/categories";
import { customerFilters } from "@/lib/schemas/customers";
import { newsFilters } from "@/lib/schemas/news";
import { noteFilters } from "@/lib/schemas/notes";
import { orderFilters } from "@/lib/schemas/orders";
import { postFilters } from "@/lib/schemas/posts";
import { productFilters } from "@/lib/schemas/products";
import { todoFilters } from "@/lib/schemas/todos";

export type Latest = { title: string; path: string; createdAt: Date };

export type Summary = {
  title: string;
  singular: string;
  plural: string;
  path: Route;
  /** The page that adds one. */
  add: Route;
  icon: IconName;
  /** The latest few that the caller may read, and how many there are; null where these are too many to count. */
  read: (caller: Caller) => Promise<{ latest: Latest[]; total: number | null }>;
};

const FEW = { limit: "5" };

/** What the start page shows of each resource. */
export const summaries: Summary[] = [
  {
    title: "Categories",
    singular: "category",
    plural: "categories",
    path: "/categories",
    add: "/categories/new",
    icon: "list",
    read: async (caller) => {
      const query = { ...listQuery(FEW, categoryFilters), count: true };
      const { items, total } = await listCategories(caller, query);
      const latest = items.map((record) => ({
        title: display(record.name),
        path: `/categories/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Customers",
    singular: "customer",
    plural: "customers",
    path: "/customers",
    add: "/customers/new",
    icon: "people",
    read: async (caller) => {
      const query = { ...listQuery(FEW, customerFilters), count: true };
      const { items, total } = await listCustomers(caller, query);
      const latest = items.map((record) => ({
        title: display(record.name),
        path: `/customers/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "News",
    singular: "news",
    plural: "news",
    path: "/news",
    add: "/news/new",
    icon: "document",
    read: async (_caller) => {
      const query = { ...listQuery(FEW, newsFilters), count: true };
      const { items, total } = await listNews(query);
      const latest = items.map((record) => ({
        title: display(record.headline),
        path: `/news/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Notes",
    singular: "note",
    plural: "notes",
    path: "/notes",
    add: "/notes/new",
    icon: "document",
    read: async (caller) => {
      const query = { ...listQuery(FEW, noteFilters), count: true };
      const { items, total } = await listNotes(caller, query);
      const latest = items.map((record) => ({
        title: display(record.text),
        path: `/notes/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Orders",
    singular: "order",
    plural: "orders",
    path: "/orders",
    add: "/orders/new",
    icon: "truck",
    read: async (caller) => {
      const query = { ...listQuery(FEW, orderFilters), count: true };
      const { items, total } = await listOrders(caller, query);
      const latest = items.map((record) => ({
        title: display(record.number),
        path: `/orders/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Posts",
    singular: "post",
    plural: "posts",
    path: "/posts",
    add: "/posts/new",
    icon: "chat",
    read: async (_caller) => {
      const query = { ...listQuery(FEW, postFilters), count: true };
      const { items, total } = await listPosts(query);
      const latest = items.map((record) => ({
        title: display(record.title),
        path: `/posts/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Products",
    singular: "product",
    plural: "products",
    path: "/products",
    add: "/products/new",
    icon: "box",
    read: async (caller) => {
      const query = { ...listQuery(FEW, productFilters), count: true };
      const { items, total } = await listProducts(caller, query);
      const latest = items.map((record) => ({
        title: display(record.name),
        path: `/products/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Todos",
    singular: "todo",
    plural: "todos",
    path: "/todos",
    add: "/todos/new",
    icon: "task",
    read: async (caller) => {
      const query = { ...listQuery(FEW, todoFilters), count: true };
      const { items, total } = await listTodos(caller, query);
      const latest = items.map((record) => ({
        title: display(record.text),
        path: `/todos/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
];
