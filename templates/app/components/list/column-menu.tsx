import { Icon } from "@/components/ui/icon";
import type { ListView } from "@/lib/list-view";

type Props = { list: ListView; action: (formData: FormData) => Promise<void> };

/** Opens the menu of columns. */
export function ColumnButton() {
  return (
    <button type="button" popoverTarget="columns" className="button-plain">
      <Icon name="columns" />
      Columns
    </button>
  );
}

/** Which columns a list shows; the first one always. */
export function ColumnMenu({ list, action }: Props) {
  const [, ...others] = list.columns;
  const shown = new Set(list.shown.map(({ name }) => name));
  return (
    <div id="columns" popover="auto" className="menu dropdown">
      <form action={action}>
        <fieldset>
          <legend className="px-2.5 py-1.5 text-xs font-medium text-muted">Columns</legend>
          {others.map(({ name, label }) => (
            <label key={name} className="menu-item">
              <input
                type="checkbox"
                name="column"
                value={name}
                defaultChecked={shown.has(name)}
                className="tick"
              />
              <span className="truncate">{label}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className="button-primary mt-1.5 w-full">
          Show these
        </button>
      </form>
    </div>
  );
}
