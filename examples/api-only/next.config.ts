import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";

const root = rootOf(import.meta.dirname);

// proxy.ts adds the Content-Security-Policy of a page, which has a nonce for each request.
const securityHeaders = [
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
];

// What a handler answers is for its caller: not for a cache on the way, and never a page.
const apiHeaders = [
  { key: "Cache-Control", value: "private, no-store" },
  { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
];

const nextConfig: NextConfig = {
  // AGENTS.md is this project's own; `next dev` must not rewrite it.
  agentRules: false,
  poweredByHeader: false,
  // PGlite loads its WebAssembly from its own folder, so it must not be bundled.
  serverExternalPackages: ["@electric-sql/pglite"],
  typedRoutes: true,
  outputFileTracingRoot: root,
  turbopack: { root },
  async headers() {
    return [
      { source: "/:path*", headers: securityHeaders },
      { source: "/api/:path((?!docs$).*)", headers: apiHeaders },
    ];
  },
};

/**
 * The folder that holds an app and all that it imports: its own or, in a workspace, the workspace's root.
 * Next.js would take the topmost one with a lockfile, whoever left that there.
 */
function rootOf(app: string): string {
  const { dependencies } = JSON.parse(readFileSync(join(app, "package.json"), "utf8"));
  let root = realpathSync(app);
  for (const name of Object.keys(dependencies)) {
    let folder = app;
    while (!existsSync(join(folder, "node_modules", name)) && folder !== dirname(folder)) {
      folder = dirname(folder);
    }
    const found = join(folder, "node_modules", name);
    const lies = existsSync(found) ? realpathSync(found) : root;
    while (!`${lies}${sep}`.startsWith(root === sep ? sep : `${root}${sep}`)) root = dirname(root);
  }
  return root;
}

// Only a build makes the standalone server; `next start` serves without it, and would warn.
export default (phase: string): NextConfig =>
  phase === PHASE_PRODUCTION_BUILD ? { ...nextConfig, output: "standalone" } : nextConfig;
