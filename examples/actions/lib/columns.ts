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
  | "json"
  | "ref";

/** A column of a list: a field of its records. */
export type Column<Name extends string = string> = {
  name: Name;
  label: string;
  kind: Kind;
  /** Of an enum: what there is to choose from. */
  choices?: readonly string[];
  /** What of that is called otherwise by people. */
  labels?: Record<string, string>;
  /** Of a ref: where the records that it refers to have their pages. */
  path?: string;
  /** Whether only those see it who ask for it. */
  isExtra?: true;
};

/** The columns of a list; the first one leads to the record. */
export type Columns<Name extends string = string> = readonly [Column<Name>, ...Column<Name>[]];

/** What the records are called that the columns of a list refer to: by the column, and by their ids. */
export type Names = Partial<Record<string, ReadonlyMap<string, string>>>;
