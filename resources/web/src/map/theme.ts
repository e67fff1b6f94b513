// The palette in force. Colours come from resources/tokens.json only; nothing here invents one.
import tokens from "../../../tokens.json";

export type ThemeName = "light" | "dark";
type Tokens = typeof tokens.light;
export type ColorName = { [K in keyof Tokens]: Tokens[K] extends string ? K : never }[keyof Tokens];
export type Palette = Tokens;

export const FONT = 'system-ui, "Noto Sans", "Segoe UI", sans-serif';

let name: ThemeName = "light";

/** Makes `next` the palette of every painter and of the page's style sheet. */
export function useTheme(next: ThemeName): void {
  name = next;
  const style = document.documentElement.style;
  for (const [key, value] of Object.entries(tokens[next])) {
    if (typeof value === "string") style.setProperty(`--${key.replaceAll("_", "-")}`, value);
  }
  style.setProperty("color-scheme", next);
  document.documentElement.dataset["theme"] = next;
}

export function palette(): Palette {
  return tokens[name];
}

export function themeName(): ThemeName {
  return name;
}

export function color(key: string): string {
  return (palette() as unknown as Record<string, string>)[key] ?? palette().text;
}

/** The same hexadecimal colour with an alpha between 0 and 1. */
export function faded(hex: string, alpha: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, alpha)) * 255);
  return hex + byte.toString(16).padStart(2, "0");
}
