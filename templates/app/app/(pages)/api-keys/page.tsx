import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { DeleteButton, RecordList } from "@/components/record-list";
import { PageHeader } from "@/components/ui/page-header";
import { listApiKeys } from "@/data/api-keys";
import { resources } from "@/lib/api";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { formatDateTime } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { EVERYTHING, READING, scopesOf } from "@/lib/scopes";
import { revokeKey } from "./actions";
import { ApiKeyForm } from "./api-key-form";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const session = await auth();
  const keys = session ? await listApiKeys(callerOf(session)) : [];
  const named = keys.map(({ id, name }) => ({ id, name }));
  const form = <ApiKeyForm key="form" scopes={scopesOf(resources)} keys={named} />;
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader
        title="API keys"
        lead={
          <>
            A program that calls this app's Route Handlers sends one as{" "}
            <code className="font-mono text-xs">Authorization: Bearer …</code>
          </>
        }
      />
      {form}
      <RecordList label="Your keys" action={revokeKey}>
        <h2 className="mt-8 text-base font-semibold">Your keys</h2>
        {keys.length === 0 && <p className="card text-muted">You have no API keys yet.</p>}
        <ul className="space-y-3">
          {keys.map((key) => (
            <li key={key.id} className="card flex flex-wrap items-center justify-between gap-3">
              <div className="min-w-0 space-y-1">
                <p className="font-medium wrap-anywhere">{key.name}</p>
                <p className="text-sm text-muted">
                  <code className="font-mono">sk_{key.publicId}_…</code> · made{" "}
                  {formatDateTime(key.createdAt)} ·{" "}
                  {key.lastUsedAt ? `last used ${formatDateTime(key.lastUsedAt)}` : "never used"}
                </p>
                <p className="text-sm text-muted wrap-anywhere">
                  {access(key.scopes)} · {lifetime(key.expiresAt)}
                </p>
              </div>
              <DeleteButton id={key.id} name={key.name} label="Revoke" pending="Revoking…" />
            </li>
          ))}
        </ul>
      </RecordList>
    </div>
  );
}

function access(scopes: string[]): string {
  if (scopes.includes(EVERYTHING)) return "May do everything";
  return scopes.includes(READING) ? "May read everything" : scopes.join(", ");
}

function lifetime(expiresAt: Date | null): string {
  if (!expiresAt) return "until it is revoked";
  const isOver = expiresAt.getTime() <= Date.now();
  return `${isOver ? "expired" : "until"} ${formatDateTime(expiresAt)}`;
}
