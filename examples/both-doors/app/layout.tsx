import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import { MigrationNotice } from "@/components/migration-notice";
import { Notice } from "@/components/notice";
import { Shortcuts } from "@/components/shortcuts";
import { SiteHeader } from "@/components/site-header";
import { TimeZone } from "@/components/time-zone";
import { flashIn } from "@/lib/flash";
import { viewer, ZONE_COOKIE } from "@/lib/locale";
import { readTheme } from "@/lib/preferences";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "both-doors", template: "%s · both-doors" },
};

export default async function RootLayout({ children }: LayoutProps<"/">) {
  // No page is made before it is asked for: its scripts carry the nonce of its request, see proxy.ts.
  await connection();
  const flash = flashIn(await headers());
  const theme = await readTheme();
  const { zone } = await viewer();
  return (
    <html lang="en" data-theme={theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
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
            <Notice flash={flash} />
            <TimeZone zone={zone} cookie={ZONE_COOKIE}>
              {children}
            </TimeZone>
          </main>
        </div>
        <Shortcuts />
      </body>
    </html>
  );
}
