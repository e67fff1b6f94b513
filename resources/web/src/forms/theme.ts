// The desktop's colours under the names that the form widgets read.
export type Colours = Record<string, string>;

const NAMES: Record<string, string> = {
  "surface-0": "surface",
  "surface-50": "window",
  "surface-100": "sunken",
  "surface-200": "border",
  "surface-300": "border",
  "surface-400": "border_control",
  "surface-500": "text_3",
  "surface-600": "text_2",
  "surface-700": "text",
  "surface-800": "text",
  "surface-900": "text",
  "surface-950": "text",
  "primary-50": "selected",
  "primary-100": "selected",
  "primary-200": "selected",
  "primary-300": "accent",
  "primary-400": "accent",
  "primary-500": "accent",
  "primary-600": "accent_hover",
  "primary-700": "accent_hover",
  "primary-800": "accent_hover",
  "primary-900": "accent_hover",
  "primary-950": "accent_hover",
  "highlight-color": "text",
  "highlight-focus-color": "text",
  "primary-color": "accent",
  "primary-contrast-color": "on_accent",
  "primary-hover-color": "accent_hover",
  "red-50": "error_bg",
  "red-600": "error_fg",
  "green-50": "ok_bg",
  "green-500": "ok_fg",
  "yellow-50": "warn_bg",
  "yellow-600": "warn_fg",
};

export function paint(colours: Colours): void {
  const { style } = document.documentElement;
  for (const [theirs, ours] of Object.entries(NAMES)) {
    const colour = colours[ours];
    if (colour !== undefined) style.setProperty(`--p-${theirs}`, colour);
  }
  // Scroll bars and the browser's own controls follow.
  const ground = parseInt((colours["window"] ?? "#ffffff").slice(1, 3), 16);
  style.colorScheme = ground < 128 ? "dark" : "light";
  for (const [name, colour] of Object.entries(colours)) style.setProperty(`--kobra-${name}`, colour);
}
