import { CopyButton } from "@/components/ui/copy-button";

/** A new API key, the only time it can be seen. */
export function NewKey({ secret }: { secret: string }) {
  return (
    <span className="block space-y-2 rounded-lg border border-line bg-canvas p-4 text-ink">
      <span className="block text-sm">Copy this key now: it is not shown again.</span>
      <code className="block font-mono text-sm wrap-anywhere">{secret}</code>
      <CopyButton text={secret} label="Copy the key" />
    </span>
  );
}
