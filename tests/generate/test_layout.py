"""Lines that are too long are broken as Biome breaks them; each expectation here is its output."""

from __future__ import annotations

import textwrap

import pytest

from scaffold.generate.layout import WIDTH, fit, layout
from scaffold.generate.width import width

LONG = "aNameOfThirtyLettersAndNoFewer"

BROKEN = """
import { {L}Input, {L}Patch } from "@/lib/schemas/things";
import {
  {L}Input,
  {L}Patch,
} from "@/lib/schemas/things";

import { {L}{L}Form } from "./a-name-of-thirty-letters-and-no-fewer-form";
import { {L}{L}Form } from "./a-name-of-thirty-letters-and-no-fewer-form";

const update = (whole: {L}, at?: Date[]) => data.update{L}(caller, id, whole, at);
const update = (whole: {L}, at?: Date[]) =>
  data.update{L}(caller, id, whole, at);

export async function update(id: string, _previous: FormState, patch: {L}): Promise<FormState> {
export async function update(
  id: string,
  _previous: FormState,
  patch: {L},
): Promise<FormState> {

export default async function {L}Page({ searchParams }: PageProps<"/things-and-more">) {
export default async function {L}Page({
  searchParams,
}: PageProps<"/things-and-more">) {

export function {L}{L}QuickAdd({ action }: { action: FormAction; form: Form }) {
export function {L}{L}QuickAdd({
  action,
}: {
  action: FormAction;
  form: Form;
}) {

import * as {L}{L} from "@/data/a-name-of-thirty-letters-and-no-fewer";
import * as {L}{L} from "@/data/a-name-of-thirty-letters-and-no-fewer";

  if (isLeaving(formData)) return leave("{L} added.", `/a-name-of-thirty-letters/${id}`);
  if (isLeaving(formData))
    return leave("{L} added.", `/a-name-of-thirty-letters/${id}`);

  if ({L}.every((one) => one.isAName) && {L}.includes(what.is.another)) {
  if ({L}.every((one) => one.isAName) && {L}.includes(what.is.another)) {

  const page = list.errors.size > 0 ? NO_PAGE : await data.list{L}(caller, query);
  const page =
    list.errors.size > 0 ? NO_PAGE : await data.list{L}(caller, query);

  const page = list.errors.size > 0 ? NO_PAGE : await data.list{L}(callerOf(session), query, and);
  const page =
    list.errors.size > 0
      ? NO_PAGE
      : await data.list{L}(callerOf(session), query, and);

  return sendCsv("a-name-of-30-letters", columns, query, (part) => data.list{L}(caller, part));
  return sendCsv("a-name-of-30-letters", columns, query, (part) =>
    data.list{L}(caller, part),
  );

  await expect(actions.update{L}(record.id, {}, form)).rejects.toThrow("NEXT_REDIRECT and");
  await expect(actions.update{L}(record.id, {}, form)).rejects.toThrow(
    "NEXT_REDIRECT and",
  );

    {L}: await offer{L}(caller, [parseId(chosen.{L})]),
    {L}: await offer{L}(caller, [
      parseId(chosen.{L}),
    ]),

    { title: "{L} {L}", path: "/{L}" },
    {
      title: "{L} {L}",
      path: "/{L}",
    },

        <Detail term="{L}">{show.record(record.{L}, names.{L}, "/things")}</Detail>
        <Detail term="{L}">
          {show.record(
            record.{L},
            names.{L},
            "/things",
          )}
        </Detail>

        <PageHeader title={title} trail={[{ title: "{L} {L}", path: "/{L}" }]} />
        <PageHeader
          title={title}
          trail={[
            {
              title: "{L} {L}",
              path: "/{L}",
            },
          ]}
        />

export type {L} = Pick<typeof {L}.$inferSelect, keyof typeof columns>;
export type {L} = Pick<
  typeof {L}.$inferSelect,
  keyof typeof columns
>;

  const updated = await data.update{L}(callerOf(session), recordId, parsed.data);
  const updated = await data.update{L}(
    callerOf(session),
    recordId,
    parsed.data,
  );

  const [row] = await db().select(columns).from({L}).where(eq({L}.id, id));
  const [row] = await db()
    .select(columns)
    .from({L})
    .where(eq({L}.id, id));

  const found = id && (await data.getOwn{L}(callerOf(session), id, and, one, more));
  const found =
    id && (await data.getOwn{L}(callerOf(session), id, and, one, more));

  const own = session ? await data.own{L}Ids(callerOf(session), ids) : new Set<string>();
  const own = session
    ? await data.own{L}Ids(callerOf(session), ids)
    : new Set<string>();

    {L}: text("a_name_of_thirty_letters_and_no_fewer").notNull().default("Example"),
    {L}: text("a_name_of_thirty_letters_and_no_fewer")
      .notNull()
      .default("Example"),

    {L}: timestamp("a_name_of_thirty_letters", { withTimezone: true, precision: 3 }),
    {L}: timestamp("a_name_of_thirty_letters", {
      withTimezone: true,
      precision: 3,
    }),

    {L}: doublePrecision("a_name_of_25_letters").default(-1.7976931348623157),
    {L}:
      doublePrecision("a_name_of_25_letters").default(-1.7976931348623157),

  body: fields.body.default("It is long, (it has [brackets]), and it goes on, and on, to the end of it all"),
  body: fields.body.default(
    "It is long, (it has [brackets]), and it goes on, and on, to the end of it all",
  ),

  {L}: "It is long, (it has [brackets]), and it goes on, and on, and on, and on",
  {L}:
    "It is long, (it has [brackets]), and it goes on, and on, and on, and on",

  text: "It is long, (it has [brackets]), and it goes on, and on, and on, to the end of all that is said",
  text: "It is long, (it has [brackets]), and it goes on, and on, and on, to the end of all that is said",

export const choices = ["It is long", "(it has [brackets])", "and it goes on, and on", "to the end"] as const;
export const choices = [
  "It is long",
  "(it has [brackets])",
  "and it goes on, and on",
  "to the end",
] as const;

const expected = { "{L}:read": 403, "a_name_of_thirty_letters_and_no_fewer:write": 200 };
const expected = {
  "{L}:read": 403,
  "a_name_of_thirty_letters_and_no_fewer:write": 200,
};

  const caller = await authenticate(request, "{L}:write", { perMinute: 30 });
  const caller = await authenticate(request, "{L}:write", {
    perMinute: 30,
  });

      <InputField label="Text" name="text" defaultValue={values.text} errors={state.errors?.text} required />
      <InputField
        label="Text"
        name="text"
        defaultValue={values.text}
        errors={state.errors?.text}
        required
      />

      {session && <{L}Form action={create{L}} submit="Add" />}
      {session && (
        <{L}Form
          action={create{L}}
          submit="Add"
        />
      )}

      <h1 className="text-2xl font-semibold tracking-tight">Edit a name of thirty letters and no fewer</h1>
      <h1 className="text-2xl font-semibold tracking-tight">
        Edit a name of thirty letters and no fewer
      </h1>

        label={'A "label" that people read above the input, as long as a label may be, & a bit longer'}
        label={
          'A "label" that people read above the input, as long as a label may be, & a bit longer'
        }

        label="A label that people read above the input, as long as a label may be, and a good bit longer"
        label="A label that people read above the input, as long as a label may be, and a good bit longer"

  return sql`(${{L}.createdAt}, ${{L}.id}) < (${time}, ${last.id})`;
  return sql`(${{L}.createdAt}, ${{L}.id}) < (${time}, ${last.id})`;

// A comment is left alone, (even one that has brackets), and goes on for as long as it likes, or longer.
// A comment is left alone, (even one that has brackets), and goes on for as long as it likes, or longer.

test("{L}, {L} refuses nobody, until it is written", async () => {
test("{L}, {L} refuses nobody, until it is written", async () => {

export function Form({ {L}, {L}, id, ...more }: Props) {
export function Form({
  {L},
  {L},
  id,
  ...more
}: Props) {

      Its {L} and {L} go along with it today, too.
      Its {L} and {L} go along with it today,
      too.
"""
CASES = [case.strip("\n").replace("{L}", LONG).split("\n", 1) for case in BROKEN.split("\n\n")]


@pytest.mark.parametrize(("line", "broken"), CASES)
def test_a_long_line_is_broken(line: str, broken: str) -> None:
    assert width(line) > WIDTH, "this would show nothing"
    assert fit(line) == broken
    assert layout(f"{line}\nshort\n") == f"{broken}\nshort\n"


def test_several_empty_lines_become_one() -> None:
    assert layout("a\n\n\n\nb\n\nc\n") == "a\n\nb\n\nc\n"


def test_lines_that_fit_stay() -> None:
    code = textwrap.dedent(
        """
        export const todos = pgTable("todos", { id: uuid("id").primaryKey() });
          createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().now(),
        """
    )
    assert layout(code) == code


def test_a_wide_text_is_broken_sooner() -> None:
    fits, breaks = "字" * 43, "字" * 44
    assert fit(f'  names: ["{fits}"],') == f'  names: ["{fits}"],'
    assert fit(f'  names: ["{breaks}"],') == f'  names: [\n    "{breaks}",\n  ],'


@pytest.mark.parametrize("word", ["if", "for", "while"])
def test_a_condition_is_left_alone_because_it_breaks_in_a_way_of_its_own(word: str) -> None:
    line = (
        f"  {word} (!/^\\d+$/.test(seconds) || !isRecent(Number(seconds) * 1000, {'MAX' * 20})) return false;"
    )
    assert width(line) > WIDTH
    assert fit(line) == line


def test_what_is_awaited_behind_a_test_is_broken_in_its_own_brackets() -> None:
    query = "{ where: [ONE], limit: 5, count: true }"
    line = f"  const notesPage = reader && (await listNotes(callerOf(reader), {query}));"
    assert layout(line) == (
        f"  const notesPage =\n    reader && (await listNotes(callerOf(reader), {query}));"
        if len(line) > WIDTH
        else line
    )
    longer = line.replace("[ONE]", '[{ field: "ownerId", operator: "=", value: id }]')
    assert layout(longer) == (
        "  const notesPage =\n"
        "    reader &&\n"
        "    (await listNotes(callerOf(reader), {\n"
        '      where: [{ field: "ownerId", operator: "=", value: id }],\n'
        "      limit: 5,\n"
        "      count: true,\n"
        "    }));"
    )
