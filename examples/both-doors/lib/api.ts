// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Resource } from "@/lib/openapi";
import { newsFilters, newsInput, newsPatch } from "@/lib/schemas/news";
import { noteFilters, noteInput, notePatch } from "@/lib/schemas/notes";
import { postFilters, postInput, postPatch } from "@/lib/schemas/posts";
import { todoFilters, todoInput, todoPatch } from "@/lib/schemas/todos";

export const name = "both-doors";

/** What programs outside of this app use: lib/openapi.ts describes it to them. */
export const resources: Resource[] = [
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
