"use client";

import { useActionState } from "react";
import { InputField, TextareaField } from "@/components/fields";
import { SubmitButton } from "@/components/submit-button";

type Props = {
  method: string;
  path: string;
  parameters: { name: string; in: "path" | "query" | "header"; required?: boolean }[];
  /** An example of what is sent; without one, nothing is. */
  body?: string;
};

type Answer = { status: string; headers: string; body: string };

/** Sends a request with the session of whoever looks at this page, or with a key that they paste. */
export function TryIt({ method, path, parameters, body }: Props) {
  const [answer, send] = useActionState(async (_: Answer | null, form: FormData) => {
    const sent = parameters.filter((one) => one.in === "header").map((one) => one.name);
    return call(method, addressOf(path, parameters, form), form, sent);
  }, null);
  return (
    <form action={send} className="space-y-3 border-t border-line pt-4">
      <h3 className="text-sm font-medium">Try it</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        <InputField label="API key" name="key" placeholder="your session" autoComplete="off" />
        {parameters.map(({ name, required }) => (
          <InputField key={name} label={name} name={name} required={required} />
        ))}
      </div>
      {body !== undefined && (
        <TextareaField
          label="Body"
          name="body"
          defaultValue={body}
          required
          rows={Math.min(body.split("\n").length, 14)}
        />
      )}
      <SubmitButton pending="Sending…" className="button-quiet">
        Send
      </SubmitButton>
      <div aria-live="polite">
        {answer && (
          <div className="space-y-2 text-sm">
            <p className="font-mono font-semibold">{answer.status}</p>
            <pre className="max-h-80 overflow-auto rounded-lg border border-line bg-canvas p-3 font-mono whitespace-pre-wrap wrap-anywhere">
              {answer.body && `${answer.body}\n\n`}
              {answer.headers}
            </pre>
          </div>
        )}
      </div>
    </form>
  );
}

function addressOf(path: string, parameters: Props["parameters"], form: FormData): string {
  const query = new URLSearchParams();
  let address = path;
  for (const { name, in: place } of parameters) {
    const value = String(form.get(name) ?? "");
    if (place === "path") address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === "query" && value !== "") query.set(name, value);
  }
  return query.size > 0 ? `${address}?${query}` : address;
}

async function call(
  method: string,
  address: string,
  form: FormData,
  sent: string[],
): Promise<Answer> {
  const [key, body] = [form.get("key"), form.get("body")];
  const headers = new Headers(sent.map((name) => [name, String(form.get(name) ?? "")]));
  if (key) headers.set("Authorization", `Bearer ${key}`);
  if (body !== null) headers.set("Content-Type", "application/json");
  try {
    const response = await fetch(address, { method, headers, body: body as string | null });
    const sent = [...response.headers].map(([name, value]) => `${name}: ${value}`);
    return {
      status: `${response.status} ${response.statusText}`,
      headers: sent.join("\n"),
      body: indented(await response.text()),
    };
  } catch {
    return { status: "No answer", headers: "", body: "" };
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
