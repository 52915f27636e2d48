import { Icon } from "@/components/ui/icon";
import type { ListView } from "@/lib/list-view";

/** The whole list as a file, narrowed down and sorted as it is; a plain link, since no page is behind it. */
export function ExportLink({ list }: { list: ListView }) {
  const search = list.errors.size === 0 && list.whole ? `?${list.whole}` : "";
  return (
    <a href={`${list.path}/export${search}`} className="button-quiet">
      <Icon name="download" />
      Export
    </a>
  );
}
