import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ActionButton } from "@/components/action-button";
import { DeleteButton, RecordList } from "@/components/record-list";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import { readAccount } from "@/data/account";
import { listSessions } from "@/data/sessions";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { deviceIn } from "@/lib/device";
import { callerOf } from "@/lib/guard";
import { sendsMail } from "@/lib/mail";
import { DeleteAccountForm, NameForm, PasswordForm } from "./account-forms";
import { endSession, endSessionsElsewhere, mailConfirmationAgain } from "./actions";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const session = await auth();
  const account = session && (await readAccount(callerOf(session)));
  if (!account) redirect(await signInPage());
  const sessions = await listSessions(callerOf(session));
  const show = await values();

  return (
    <div className="page-narrow space-y-6">
      <PageHeader
        title="Your account"
        lead={account.isConfirmed ? account.email : `${account.email} · not confirmed yet`}
      />
      {!account.isConfirmed && sendsMail() && (
        <ActionButton action={mailConfirmationAgain} pending="Sending…">
          Send the mail to confirm it again
        </ActionButton>
      )}
      <Section title="Name">
        <NameForm name={account.name} />
      </Section>
      <Section title="Password">
        <PasswordForm />
      </Section>
      <RecordList label="Where you are signed in" action={endSession}>
        <h2 className="text-base font-semibold">Where you are signed in</h2>
        <ul className="space-y-3">
          {sessions.map(({ id, userAgent, createdAt, updatedAt }) => (
            <li key={id} className="card flex flex-wrap items-center justify-between gap-3">
              <div className="min-w-0 space-y-1">
                <p className="font-medium">{deviceIn(userAgent)}</p>
                <p className="text-muted">
                  Since {show.datetime(createdAt)} ·{" "}
                  {id === session.id ? "this one, now" : <>last used {show.ago(updatedAt)}</>}
                </p>
              </div>
              {id !== session.id && (
                <DeleteButton
                  id={id}
                  name={deviceIn(userAgent)}
                  label="Sign out"
                  pending="Signing out…"
                />
              )}
            </li>
          ))}
        </ul>
      </RecordList>
      <ActionButton action={endSessionsElsewhere} className="button-quiet" pending="Signing out…">
        Sign out everywhere else
      </ActionButton>
      <Section title="Delete your account">
        <DeleteAccountForm />
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card space-y-4">
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}
