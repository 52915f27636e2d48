// Without JavaScript, a record is chosen on a page of its own, which leads back to the form: to one of this
// app, by its name, and never to an address that a link brings along.

/** What a record is chosen for: the field of a form, which changes the record with this id or makes a new one. */
type Asked = { form: string; field: string; id?: string };

/** What leads back to a form, whichever record is chosen for it. */
export type Choosing = { page: string; field: string; kept: [field: string, id: string][] };

type Params = Record<string, string | string[] | undefined>;

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The address of that page; what the form's own address has chosen for other fields goes along. */
export function choosingPage(
  path: string,
  { form, field, id }: Asked,
  chosen: Iterable<[field: string, id: string]> = [],
): string {
  const params = new URLSearchParams({ form, field, ...(id && { id }) });
  for (const [name, value] of chosen) {
    if (isChosen(name, value) && name !== field) params.set(name, value);
  }
  return `${path}/choose?${params}`;
}

/** What an address says that a record is chosen for, or null: these forms have no such field. */
export function readChoosing(
  params: Params,
  forms: Readonly<Record<string, readonly string[]>>,
): Choosing | null {
  const { form, field, id } = params;
  if (typeof form !== "string" || typeof field !== "string") return null;
  if (!Object.hasOwn(forms, form) || !forms[form]?.includes(field)) return null;
  const page = typeof id === "string" && ID.test(id) ? `/${form}/${id}/edit` : `/${form}/new`;
  const kept = Object.entries(params).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && isChosen(name, value) && name !== field ? [[name, value]] : [],
  );
  return { page, field, kept };
}

/** The form again, with a record chosen for its field. */
export function formWith({ page, field, kept }: Choosing, id: string): string {
  return `${page}?${new URLSearchParams([...kept, [field, id]])}`;
}

// A field that refers to a record ends so.
function isChosen(name: string, value: string): boolean {
  return name.endsWith("Id") && ID.test(value);
}
