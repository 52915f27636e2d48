// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Resource } from "@/lib/openapi";
import { categoryFilters, categoryInput, categoryPatch } from "@/lib/schemas/categories";
import { customerFilters, customerInput, customerPatch } from "@/lib/schemas/customers";
import { newsFilters, newsInput, newsPatch } from "@/lib/schemas/news";
import { noteFilters, noteInput, notePatch } from "@/lib/schemas/notes";
import { orderItemFilters, orderItemInput, orderItemPatch } from "@/lib/schemas/order-items";
import { orderFilters, orderInput, orderPatch } from "@/lib/schemas/orders";
import { postFilters, postInput, postPatch } from "@/lib/schemas/posts";
import { productFilters, productInput, productPatch } from "@/lib/schemas/products";
import { todoFilters, todoInput, todoPatch } from "@/lib/schemas/todos";

export const name = "both-doors";

/** What programs outside of this app use: lib/openapi.ts describes it to them. */
export const resources: Resource[] = [
  {
    path: "/api/categories",
    title: "Categories",
    one: "Category",
    many: "Categories",
    input: categoryInput,
    patch: categoryPatch,
    filters: categoryFilters,
    isPublic: false,
    unique: [["name"]],
    expands: {
      parent: "Category",
    },
  },
  {
    path: "/api/customers",
    title: "Customers",
    one: "Customer",
    many: "Customers",
    input: customerInput,
    patch: customerPatch,
    filters: customerFilters,
    isPublic: false,
    unique: [["email"]],
  },
  {
    path: "/api/news",
    title: "News",
    one: "News",
    many: "News",
    input: newsInput,
    patch: newsPatch,
    filters: newsFilters,
    isPublic: true,
  },
  {
    path: "/api/notes",
    title: "Notes",
    one: "Note",
    many: "Notes",
    input: noteInput,
    patch: notePatch,
    filters: noteFilters,
    isPublic: false,
  },
  {
    path: "/api/order-items",
    title: "Order items",
    one: "OrderItem",
    many: "OrderItems",
    input: orderItemInput,
    patch: orderItemPatch,
    filters: orderItemFilters,
    isPublic: false,
    unique: [["orderId", "productId"]],
    expands: {
      order: "Order",
      product: "Product",
    },
  },
  {
    path: "/api/orders",
    title: "Orders",
    one: "Order",
    many: "Orders",
    input: orderInput,
    patch: orderPatch,
    filters: orderFilters,
    isPublic: false,
    unique: [["number"]],
    expands: {
      customer: "Customer",
    },
  },
  {
    path: "/api/posts",
    title: "Posts",
    one: "Post",
    many: "Posts",
    input: postInput,
    patch: postPatch,
    filters: postFilters,
    isPublic: true,
  },
  {
    path: "/api/products",
    title: "Products",
    one: "Product",
    many: "Products",
    input: productInput,
    patch: productPatch,
    filters: productFilters,
    isPublic: false,
    expands: {
      category: "Category",
    },
  },
  {
    path: "/api/todos",
    title: "Todos",
    one: "Todo",
    many: "Todos",
    input: todoInput,
    patch: todoPatch,
    filters: todoFilters,
    isPublic: false,
  },
];
