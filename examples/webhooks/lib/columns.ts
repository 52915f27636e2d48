/** What kind of value a field has, which decides how a list shows it. */
export type Kind =
  | "string"
  | "text"
  | "integer"
  | "number"
  | "decimal"
  | "boolean"
  | "date"
  | "datetime"
  | "enum"
  | "email"
  | "url"
  | "uuid"
  | "json";

/** A column of a list: a field of its records. */
export type Column<Name extends string = string> = {
  name: Name;
  label: string;
  kind: Kind;
  /** Of an enum: what there is to choose from. */
  choices?: readonly string[];
  /** What of that is called otherwise by people. */
  labels?: Record<string, string>;
  /** Whether only those see it who ask for it. */
  isExtra?: true;
};

/** The columns of a list; the first one leads to the record. */
export type Columns<Name extends string = string> = readonly [Column<Name>, ...Column<Name>[]];
