// `next dev` without telemetry: what .env says about it is read too late there.
process.env.NEXT_TELEMETRY_DISABLED = "1";
// Dependencies may have been installed without running scripts.
await import("./setup.mjs");
process.argv.splice(2, 0, "dev");
await import("next/dist/bin/next");
