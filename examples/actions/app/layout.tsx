import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import { MigrationNotice } from "@/components/migration-notice";
import { NewKey } from "@/components/new-key";
import { Notice } from "@/components/notice";
import { SiteHeader } from "@/components/site-header";
import { flashIn } from "@/lib/flash";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "actions", template: "%s · actions" },
};

export default async function RootLayout({ children }: LayoutProps<"/">) {
  // No page is made before it is asked for: its scripts carry the nonce of its request, see proxy.ts.
  await connection();
  const flash = flashIn(await headers());
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="button-primary absolute top-2 left-2 z-10 -translate-y-20 focus:translate-y-0"
        >
          Skip to content
        </a>
        <MigrationNotice />
        <SiteHeader />
        <main id="content" className="flex-1">
          <Notice>{flash?.key ? <NewKey secret={flash.key} /> : flash?.message}</Notice>
          {children}
        </main>
      </body>
    </html>
  );
}
