import type { NextConfig } from "next";

const securityHeaders = [
  {
    key: "Content-Security-Policy",
    value: "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Content-Type-Options", value: "nosniff" },
];

const nextConfig: NextConfig = {
  // AGENTS.md is this project's own; `next dev` must not rewrite it.
  agentRules: false,
  poweredByHeader: false,
  // PGlite loads its WebAssembly from its own folder, so it must not be bundled.
  serverExternalPackages: ["@electric-sql/pglite"],
  typedRoutes: true,
  async headers() {
    return [
      { source: "/:path*", headers: securityHeaders },
      // What a handler answers is for its caller, and not for a cache on the way.
      { source: "/api/:path*", headers: [{ key: "Cache-Control", value: "private, no-store" }] },
    ];
  },
};

export default nextConfig;
