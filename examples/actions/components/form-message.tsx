import type { FormState } from "@/lib/form";

/** What became of the form, read out by screen readers as soon as it changes. */
export function FormMessage({ state }: { state: FormState }) {
  return (
    <p aria-live="polite" className="text-sm">
      {state.error && <span className="text-danger">{state.error}</span>}
      {state.message && <span className="text-success">{state.message}</span>}
    </p>
  );
}
