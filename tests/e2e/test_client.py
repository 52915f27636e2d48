"""The typed client compiles in strict mode, and does against a real server what its types say."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from apps import Server, npm, run
from people import Person, bearer

TYPES = """
import { createClient } from "./client";
import type { Problem } from "./problem";
import type { components, Todo } from "./schema";

const api = createClient({ baseUrl: "http://localhost" });

export async function use() {
  const { data, error } = await api.POST("/api/todos", { body: { text: "a" } });
  if (error) {
    const problem: Problem = error;
    // @ts-expect-error: where there is an error, there are no data.
    data.id;
    return problem.errors?.map(({ pointer }) => pointer);
  }
  const todo: Todo = data;
  const same: components["schemas"]["Todo"] = todo;
  // @ts-expect-error: nobody sets it.
  todo.id = "a";
  for await (const { text } of api.list("/api/todos", { sort: "-createdAt", limit: 5 })) text.trim();
  // @ts-expect-error: a list is not sorted by that.
  api.list("/api/todos", { sort: "id" });
  // @ts-expect-error: this is no list.
  api.list("/api/todos/{id}");
  // @ts-expect-error: there is no such path.
  await api.GET("/api/nothing");
  // @ts-expect-error: it has to have a text.
  await api.POST("/api/todos", { body: {} });
  // @ts-expect-error: a text is no number.
  await api.POST("/api/todos", { body: { text: 1 } });
  // @ts-expect-error: left out is not undefined.
  await api.PATCH("/api/todos/{id}", { params: { path: { id: "a" } }, body: { text: undefined } });
  // @ts-expect-error: one of its choices.
  await api.POST("/api/notes", { body: { text: "a", mood: "better" } });
  return same.completed;
}
"""
# All that a program does with a resource; it prints what it saw, for the test to judge.
CRUD = """
import { createClient } from "./client";
import { ProblemError } from "./problem";

const { API_URL: baseUrl = "", API_KEY: token = "" } = process.env;
const api = createClient({ baseUrl, token });
const seen: Record<string, unknown> = {};

const made = await api.POST("/api/todos", { body: { text: "First" } });
if (made.error) throw new ProblemError(made.error);
const path = { id: made.data.id };
seen.created = made.data;
seen.replaced = (await api.PUT("/api/todos/{id}", { params: { path }, body: { text: "Second" } })).data;
const completed = true;
seen.changed = (await api.PATCH("/api/todos/{id}", { params: { path }, body: { completed } })).data;
seen.read = (await api.GET("/api/todos/{id}", { params: { path } })).data;
const gone = await api.DELETE("/api/todos/{id}", { params: { path } });
seen.deleted = [gone.response.status, gone.error];

const missing = await api.GET("/api/todos/{id}", { params: { path } });
seen.missing = missing.error;
const wrong = await api.POST("/api/todos", { body: { text: "" } });
seen.wrong = wrong.error?.errors;

for (let number = 0; number < 25; number += 1) {
  await api.POST("/api/todos", { body: { text: `Todo ${number}`, completed: number % 2 === 0 } });
}
const asked: string[] = [];
const counting = createClient({
  baseUrl,
  token,
  fetch: (request) => {
    asked.push(request.url);
    return fetch(request);
  },
});
const texts: string[] = [];
for await (const { text } of counting.list("/api/todos", { limit: 10, sort: "createdAt" })) texts.push(text);
seen.texts = texts;
seen.pages = asked.length;
const even = [];
for await (const todo of api.list("/api/todos", { completed: "true" })) even.push(todo);
seen.even = even.length;
for await (const _ of counting.list("/api/todos", { limit: 10 })) break;
seen.askedForOne = asked.length - Number(seen.pages);

const nobody = createClient({ baseUrl });
seen.nobody = (await nobody.GET("/api/todos")).error?.status;
try {
  for await (const _ of nobody.list("/api/todos")) throw new Error("Nothing is to be seen here.");
} catch (error) {
  seen.thrown = error instanceof ProblemError && error.problem.status;
}
console.log(JSON.stringify(seen));
"""
# A network that fails: the answer is lost after the server gave it, or a proxy says that nobody is there.
RETRIES = """
import { createClient } from "./client";

const { API_URL: baseUrl = "", API_KEY: token = "" } = process.env;
const keys: (string | null)[] = [];
const seen: Record<string, unknown> = {};

function failing(times: number, instead: (request: Request) => Promise<Response>) {
  let left = times;
  return (request: Request) => {
    keys.push(request.headers.get("Idempotency-Key"));
    left -= 1;
    return left < 0 ? fetch(request) : instead(request);
  };
}

const lost = async (request: Request) => {
  await fetch(request);
  throw new TypeError("fetch failed");
};
const api = createClient({ baseUrl, token, fetch: failing(2, lost) });
seen.made = (await api.POST("/api/todos", { body: { text: "Made once" } })).data;
seen.keys = [...keys];
const other = await api.POST("/api/todos", { body: { text: "Another" } });
seen.another = [other.response.status, keys.at(-1) !== keys[0]];

const busy = (status: number, headers: HeadersInit = {}) => async () =>
  new Response("<h1>Busy</h1>", { status, headers: { "Content-Type": "text/html", ...headers } });
const start = Date.now();
const soon = { "Retry-After": "1" };
const patient = createClient({ baseUrl, token, fetch: failing(1, busy(503, soon)) });
seen.afterBusy = (await patient.GET("/api/todos")).response.status;
seen.waited = Date.now() - start >= 1000;
const limited = createClient({ baseUrl, token, fetch: failing(2, busy(429)) });
seen.afterLimit = (await limited.GET("/api/todos")).response.status;

const away = createClient({ baseUrl, token, retries: 1, fetch: failing(9, busy(503)) });
seen.away = (await away.GET("/api/todos")).error;
const never = createClient({ baseUrl, token, fetch: failing(1, busy(503, { "Retry-After": "9999" })) });
seen.never = (await never.GET("/api/todos")).error?.status;
const refused = createClient({ baseUrl: "http://127.0.0.1:1", retries: 1 });
seen.refused = await refused.GET("/api/todos").catch((error) => error.message);

const stop = AbortSignal.timeout(300);
const stopped = createClient({ baseUrl, token, fetch: failing(9, busy(503, { "Retry-After": "30" })) });
seen.stopped = await stopped.GET("/api/todos", { signal: stop }).catch((error) => error.name);

const elsewhere = createClient({
  baseUrl,
  token,
  fetch: async () => Response.json([], { headers: { Link: '<https://example.com/>; rel="next"' } }),
});
try {
  for await (const _ of elsewhere.list("/api/todos"));
} catch (error) {
  seen.elsewhere = (error as Error).message;
}
console.log(JSON.stringify(seen));
"""
# What the client sends, and what it makes of what comes back; no server is asked.
SENT = """
import { createClient } from "./client";
import { ProblemError } from "./problem";

const seen: Record<string, unknown> = {};
const asked: Request[] = [];
const params = { path: { id: "a" } };
const record = () => Response.json({ id: "a" });

function through(...answers: (() => Response)[]) {
  asked.length = 0;
  const fetch = async (request: Request) => {
    asked.push(request);
    return (answers.shift() ?? record)();
  };
  return createClient({ baseUrl: "http://localhost/shop/", token: "secret", fetch });
}

const lost = () => {
  throw new TypeError("fetch failed");
};
const problem = { type: "about:blank", title: "Unauthorized", status: 401, detail: "No." };
const inside = () => {
  throw new ProblemError(problem);
};
const busy = () => new Response("Busy", { status: 503, headers: { "Retry-After": "0" } });

async function tries(call: Promise<unknown>) {
  const failure = await call.then(() => null, (error) => error.name);
  return [asked.length, failure];
}

seen.read = await tries(through(lost).GET("/api/todos"));
seen.made = await tries(through(lost).POST("/api/todos", { body: { text: "a" } }));
seen.replaced = await tries(through(lost).PUT("/api/todos/{id}", { params, body: { text: "a" } }));
seen.changed = await tries(through(lost).PATCH("/api/todos/{id}", { params, body: {} }));
seen.deleted = await tries(through(lost).DELETE("/api/todos/{id}", { params }));
const headers = { "Idempotency-Key": "k" };
seen.keyed = await tries(through(lost).PATCH("/api/todos/{id}", { params, body: {}, headers }));
seen.busy = await tries(through(busy).PATCH("/api/todos/{id}", { params, body: {} }));
seen.inside = await tries(through(inside).GET("/api/todos"));

const never = () => new Response("<h1>", { status: 429, headers: { "Retry-After": "9999" } });
const { response } = await through(never).GET("/api/todos");
seen.after = [response.headers.get("Retry-After"), asked.length];

// What a server says behind a proxy that takes `/shop` away.
const page = () => Response.json([{}], { headers: { Link: '</api/todos?after=b>; rel="next"' } });
const end = () => Response.json([]);
for await (const _ of through(page, end).list("/api/todos", { limit: 1 }));
seen.listed = asked.map(({ url }) => url);
seen.redirects = asked.map(({ redirect }) => redirect);
await through().GET("/api/todos");
seen.got = asked.map(({ url, redirect }) => [url, redirect]);

const signal = AbortSignal.abort();
try {
  for await (const _ of through(busy, end).list("/api/todos", {}, { signal }));
} catch (error) {
  seen.stopped = (error as Error).name;
}
console.log(JSON.stringify(seen));
"""


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory, full_app: Path) -> Iterator[Path]:
    """Give the folder `clients` of an app, with the types of its API, as its owner would publish it."""
    npm(full_app, "run", "client")
    folder = tmp_path_factory.mktemp("published") / "clients"
    shutil.copytree(full_app / "clients", folder)
    run(full_app, "npx", "biome", "check", "clients", "scripts")
    (full_app / "clients/typescript/schema.d.ts").unlink()
    run(folder / "typescript", "npm", "install", "--no-audit", "--no-fund")
    yield folder


@pytest.fixture
def key(sign_up: Callable[[], Person], browser: Browser) -> str:
    return sign_up().api_key(browser)


def ran(clients: Path, file: str, code: str, server: Server, key: str) -> Any:
    """Run a program beside the client, and return what it printed last."""
    (clients / file).write_text(code)
    program = server.app / "node_modules/tsx/dist/cli.mjs"
    done = run((clients / file).parent, "node", str(program), Path(file).name, env=access(server, key))
    return json.loads(done.stdout.splitlines()[-1])


def access(server: Server, key: str) -> dict[str, str]:
    return {"API_URL": server.url, "API_KEY": key}


def test_the_client_compiles_in_strict_mode_and_refuses_what_the_api_would(clients: Path) -> None:
    settings = json.loads((clients / "typescript/tsconfig.json").read_text())["compilerOptions"]
    assert settings["strict"] and settings["exactOptionalPropertyTypes"]
    (clients / "typescript/types.ts").write_text(TYPES)
    run(clients / "typescript", "npm", "run", "typecheck")


def test_records_are_made_read_changed_and_deleted_over_pages(
    clients: Path, server: Server, key: str
) -> None:
    seen = ran(clients, "typescript/crud.ts", CRUD, server, key)
    assert seen["created"]["text"] == "First" and seen["created"]["completed"] is False
    assert seen["replaced"]["text"] == "Second" and seen["replaced"]["id"] == seen["created"]["id"]
    assert seen["changed"]["completed"] is True and seen["read"] == seen["changed"]
    assert seen["deleted"] == [204] or seen["deleted"] == [204, None]
    assert (seen["missing"]["status"], seen["missing"]["title"]) == (404, "Not found")
    assert [error["pointer"] for error in seen["wrong"]] == ["#/text"]
    assert seen["texts"] == [f"Todo {number}" for number in range(25)]
    assert seen["pages"] == 3 and seen["even"] == 13 and seen["askedForOne"] == 1
    assert seen["nobody"] == seen["thrown"] == 401


def test_what_did_not_get_through_is_sent_again_and_done_once(
    clients: Path, server: Server, key: str
) -> None:
    seen = ran(clients, "typescript/retries.ts", RETRIES, server, key)
    assert len(seen["keys"]) == 3 and len({*seen["keys"]}) == 1 and seen["keys"][0]
    with bearer(server, key) as client:
        made = [todo for todo in client.get("/api/todos?limit=100").json() if todo["text"] == "Made once"]
    assert made == [seen["made"]] and seen["another"] == [201, True]
    assert seen["afterBusy"] == 200 and seen["waited"] and seen["afterLimit"] == 200
    assert seen["away"] == {
        "type": "about:blank",
        "title": "Failed",
        "status": 503,
        "detail": "No answer of the API.",
    }
    assert seen["never"] == 503 and seen["refused"] == "fetch failed"
    assert seen["stopped"] == "TimeoutError" and "https://example.com" in seen["elsewhere"]


def test_what_may_have_been_done_is_not_sent_again_unless_a_key_keeps_it_from_being_done_twice(
    clients: Path, server: Server, key: str
) -> None:
    seen = ran(clients, "typescript/sent.ts", SENT, server, key)
    assert [seen[name] for name in ("read", "made", "keyed", "busy")] == [[2, None]] * 4
    assert [seen[name] for name in ("replaced", "changed", "deleted")] == [[1, "TypeError"]] * 3
    assert seen["inside"] == [1, "ProblemError"] and seen["stopped"] == "AbortError"
    assert seen["after"] == ["9999", 1]
    todos = "http://localhost/shop/api/todos"
    assert seen["listed"] == [f"{todos}?limit=1", f"{todos}?after=b"]
    assert seen["got"] == [[todos, "error"]] and seen["redirects"] == ["error"] * 2


def blocks(clients: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (clients / "README.md").read_text(), re.S)


def test_the_examples_do_what_they_say(clients: Path, server: Server, key: str) -> None:
    environment = access(server, key)
    with bearer(server, key) as client:
        for number in range(12):
            assert client.post("/api/todos", json={"text": f"Todo {number}"}).status_code == 201
    _, curl = blocks(clients, "sh")
    made, _, listed = run(clients, "sh", "-c", f"set -e\n{curl}", env=environment).stdout.partition("}")
    assert json.loads(made + "}")["text"] == "Example" and len(json.loads(listed)) == 10
    [python] = blocks(clients, "python")
    printed = run(clients, sys.executable, "-c", python, env=environment).stdout.split()
    assert len(printed) == 1 + 14 and printed[0] == printed[1]
    [typescript] = blocks(clients, "ts")
    (clients / "example.ts").write_text(typescript + "\nexport {};\n")
    program = server.app / "node_modules/tsx/dist/cli.mjs"
    (clients / "package.json").write_text('{"type": "module"}')
    printed = run(clients, "node", str(program), "example.ts", env=environment).stdout.split()
    assert len(printed) == 1 + 14 and printed[0] == printed[1]


def test_what_would_give_an_app_without_an_api_a_client_says_so(full_app: Path, tmp_path: Path) -> None:
    api = full_app / "lib/api.ts"
    text = api.read_text()
    try:
        api.write_text(text[: text.index("export const resources")] + "export const resources = [];\n")
        done = run(full_app, "npm", "run", "client", check=False)
    finally:
        api.write_text(text)
    assert done.returncode == 1 and "No resource is for external clients" in done.stderr
