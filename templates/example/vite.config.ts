import { existsSync } from "node:fs";
import { defineConfig } from "vite";

const CLIENT = "../../clients/typescript";

if (!existsSync(`${CLIENT}/schema.d.ts`)) {
  throw new Error("The client has no types yet: run the script `client` in the folder of the app.");
}

export default defineConfig({
  // The client takes its packages from here.
  resolve: { dedupe: ["openapi-fetch"] },
  // Another port would be another origin, which the API does not know.
  server: { strictPort: true, fs: { allow: [".", CLIENT] } },
  preview: { strictPort: true },
});
