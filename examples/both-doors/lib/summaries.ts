// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Route } from "next";
import type { IconName } from "@/components/ui/icon";
import { listCategories } from "@/data/categories";
import { listCustomers } from "@/data/customers";
import { listNews } from "@/data/news";
import { listNotes } from "@/data/notes";
import { listOrderItems } from "@/data/order-items";
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
import { orderItemFilters } from "@/lib/schemas/order-items";
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
  /** The latest few that the caller may read. */
  latest: (caller: Caller) => Promise<Latest[]>;
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
    latest: async (caller) => {
      const { items } = await listCategories(caller, listQuery(FEW, categoryFilters));
      return items.map((record) => ({
        title: display(record.name),
        path: `/categories/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Customers",
    singular: "customer",
    plural: "customers",
    path: "/customers",
    add: "/customers/new",
    icon: "people",
    latest: async (caller) => {
      const { items } = await listCustomers(caller, listQuery(FEW, customerFilters));
      return items.map((record) => ({
        title: display(record.name),
        path: `/customers/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "News",
    singular: "news",
    plural: "news",
    path: "/news",
    add: "/news/new",
    icon: "document",
    latest: async (_caller) => {
      const { items } = await listNews(listQuery(FEW, newsFilters));
      return items.map((record) => ({
        title: display(record.headline),
        path: `/news/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Notes",
    singular: "note",
    plural: "notes",
    path: "/notes",
    add: "/notes/new",
    icon: "document",
    latest: async (caller) => {
      const { items } = await listNotes(caller, listQuery(FEW, noteFilters));
      return items.map((record) => ({
        title: display(record.text),
        path: `/notes/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Order items",
    singular: "order item",
    plural: "order items",
    path: "/order-items",
    add: "/order-items/new",
    icon: "list",
    latest: async (caller) => {
      const { items } = await listOrderItems(caller, listQuery(FEW, orderItemFilters));
      return items.map((record) => ({
        title: display(record.orderId),
        path: `/order-items/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Orders",
    singular: "order",
    plural: "orders",
    path: "/orders",
    add: "/orders/new",
    icon: "truck",
    latest: async (caller) => {
      const { items } = await listOrders(caller, listQuery(FEW, orderFilters));
      return items.map((record) => ({
        title: display(record.number),
        path: `/orders/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Posts",
    singular: "post",
    plural: "posts",
    path: "/posts",
    add: "/posts/new",
    icon: "chat",
    latest: async (_caller) => {
      const { items } = await listPosts(listQuery(FEW, postFilters));
      return items.map((record) => ({
        title: display(record.title),
        path: `/posts/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Products",
    singular: "product",
    plural: "products",
    path: "/products",
    add: "/products/new",
    icon: "box",
    latest: async (caller) => {
      const { items } = await listProducts(caller, listQuery(FEW, productFilters));
      return items.map((record) => ({
        title: display(record.name),
        path: `/products/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Todos",
    singular: "todo",
    plural: "todos",
    path: "/todos",
    add: "/todos/new",
    icon: "task",
    latest: async (caller) => {
      const { items } = await listTodos(caller, listQuery(FEW, todoFilters));
      return items.map((record) => ({
        title: display(record.text),
        path: `/todos/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
];
