import type { Metadata } from "next";
import Link from "next/link";
import { name, resources } from "@/lib/api";
import { type Method, type Operation, openApi, type Parameter } from "@/lib/openapi";
import { PROBLEMS } from "@/lib/problem";
import { Code, Prose } from "./prose";
import { SchemaTable } from "./schema-table";
import { TryIt } from "./try-it";

export const metadata: Metadata = { title: "API" };

const METHODS: Method[] = ["get", "post", "put", "patch", "delete"];

/** Open to anybody, like the document that it shows: whoever wants to call the API has to know how. */
export default function ApiDocsPage() {
  const document = openApi(name, resources);
  const operations = Object.entries(document.paths).flatMap(([path, { parameters, ...methods }]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method];
      return operation ? [{ path, method, operation, shared: parameters ?? [] }] : [];
    }),
  );
  return (
    <div className="page space-y-10">
      <header className="space-y-3">
        <h1 className="text-3xl font-semibold tracking-tight">API</h1>
        <Prose text={document.info.description} />
        <p>
          Send an{" "}
          <Link href="/api-keys" className="link">
            API key
          </Link>{" "}
          as <Code>Authorization: Bearer …</Code>. The same for programs:{" "}
          <a href="/api/openapi.json" className="link">
            openapi.json
          </a>
        </p>
      </header>
      {document.tags.map((tag) => (
        <section key={tag.name} className="space-y-3">
          <h2 className="text-xl font-semibold tracking-tight">{tag.name}</h2>
          <div className="text-muted">
            <Prose text={tag.description} />
          </div>
          <ul className="space-y-2">
            {operations
              .filter(({ operation }) => operation.tags.includes(tag.name))
              .map((one) => (
                <li key={one.operation.operationId}>
                  <OperationDetails {...one} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <Problems />
    </div>
  );
}

type Props = { path: string; method: Method; operation: Operation; shared: Parameter[] };

function OperationDetails({ path, method, operation, shared }: Props) {
  const parameters = [...shared, ...(operation.parameters ?? [])];
  const body = operation.requestBody?.content["application/json"];
  return (
    <details id={operation.operationId} className="card p-0">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-5 py-3">
        <span className="w-16 font-mono text-sm font-semibold uppercase">{method}</span>
        <span className="font-mono text-sm wrap-anywhere">{path}</span>
        <span className="text-sm text-muted">{operation.summary}</span>
        {operation.deprecated && <span className="text-sm font-medium">deprecated</span>}
      </summary>
      <div className="space-y-5 border-t border-line px-5 py-4">
        <Prose text={operation.description} />
        <p className="text-sm text-muted">
          {operation["x-scope"] ? (
            <>
              Takes a key with the scope <Code>{operation["x-scope"]}</Code>, or a session.
            </>
          ) : (
            "Takes no key."
          )}
        </p>
        {parameters.length > 0 && <SchemaTable label="Parameters" rows={parameters} />}
        {body && <SchemaTable label="Body" {...bodyOf(body.schema)} />}
        <Answers responses={operation.responses} />
        <TryIt
          method={method.toUpperCase()}
          path={path}
          parameters={parameters.map(({ name, in: place, required }) => ({
            name,
            in: place,
            required,
          }))}
          body={body && JSON.stringify(body.example, null, 2)}
        />
      </div>
    </details>
  );
}

/** The members of a schema that the document keeps in one place. */
function bodyOf({ $ref }: { $ref?: unknown }) {
  const { schemas } = openApi(name, resources).components;
  const schema = schemas[String($ref).split("/").at(-1) ?? ""];
  const required = new Set(schema?.required ?? []);
  const rows = Object.entries(schema?.properties ?? {}).map(([name, schema]) => ({
    name,
    schema,
    required: required.has(name),
  }));
  return { about: schema?.description, rows };
}

function Answers({ responses }: Pick<Operation, "responses">) {
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
      <span className="font-medium">Answers</span>
      {Object.keys(responses).map((status) => {
        const problem = Object.entries(PROBLEMS).find(([known]) => known === status)?.[1];
        return problem ? (
          <a key={status} href={`#${problem.name}`} className="link font-mono">
            {status}
          </a>
        ) : (
          <span key={status} className="font-mono">
            {status}
          </span>
        );
      })}
    </p>
  );
}

function Problems() {
  return (
    <section className="space-y-3">
      <h2 className="text-xl font-semibold tracking-tight">Problems</h2>
      <p className="text-muted">
        The <Code>type</Code> of a problem leads here.
      </p>
      <dl className="space-y-3">
        {Object.entries(PROBLEMS).map(([status, { name, title, advice }]) => (
          <div key={name} id={name} className="card py-3 target:border-accent">
            <dt className="font-medium">
              <span className="font-mono text-sm text-muted">{status}</span> {title}
            </dt>
            <dd className="text-sm">
              <Prose text={advice} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
