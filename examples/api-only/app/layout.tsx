import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { connection } from "next/server";
import { MigrationNotice } from "@/components/migration-notice";
import { SiteHeader } from "@/components/site-header";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "api-only", template: "%s · api-only" },
};

export default async function RootLayout({ children }: LayoutProps<"/">) {
  // No page is made before it is asked for: its scripts carry the nonce of its request, see proxy.ts.
  await connection();
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <a
          href="#content"
          className="button-primary absolute top-2 left-2 z-30 -translate-y-20 focus:translate-y-0"
        >
          Skip to content
        </a>
        <MigrationNotice />
        <div className="frame">
          <SiteHeader />
          <main id="content" className="min-w-0 flex-1">
            {children}
          </main>
        </div>
      </body>
    </html>
  );
}
