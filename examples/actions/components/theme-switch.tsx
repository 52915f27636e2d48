import { chooseTheme } from "@/app/(pages)/theme";
import { Icon, type IconName } from "@/components/ui/icon";
import { readTheme, THEMES, type Theme } from "@/lib/preferences";

const LOOKS: Record<Theme, { label: string; icon: IconName }> = {
  system: { label: "As the system", icon: "system" },
  light: { label: "Light", icon: "sun" },
  dark: { label: "Dark", icon: "moon" },
};

/** Light, dark, or as the system says: a form, so that no script is needed. */
export async function ThemeSwitch() {
  const chosen = await readTheme();
  return (
    <fieldset>
      <legend className="sr-only">Theme</legend>
      <div className="flex gap-0.5 rounded-md bg-hover p-0.5">
        {THEMES.map((theme) => (
          <form key={theme} action={chooseTheme} className="flex flex-1">
            <input type="hidden" name="theme" value={theme} />
            <button
              type="submit"
              aria-pressed={theme === chosen}
              title={LOOKS[theme].label}
              className="flex min-h-8 flex-1 cursor-pointer items-center justify-center rounded text-muted hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-xs"
            >
              <Icon name={LOOKS[theme].icon} />
              <span className="sr-only">{LOOKS[theme].label}</span>
            </button>
          </form>
        ))}
      </div>
    </fieldset>
  );
}
