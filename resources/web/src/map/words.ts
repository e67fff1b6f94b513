// Words come from Python in the user's language; this file only finds and fills them.
let words: Record<string, string> = {};
let locale = "es";
let zone: string | undefined;

export function useWords(next: Record<string, string>, nextLocale: string, timeZone: string | null): void {
  words = next;
  locale = nextLocale;
  zone = timeZone ?? undefined;
}

/** The word of a key with `{name}` filled in; the key itself shows where a word is missing. */
export function word(key: string, fill: Record<string, string | number> = {}): string {
  let text = words[key] ?? key;
  for (const [name, value] of Object.entries(fill)) text = text.replaceAll(`{${name}}`, String(value));
  return text;
}

export function language(): string {
  return locale.slice(0, 2);
}

export function figure(value: number, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** «48 min», «2 h 05»: short enough to stand beside a mark. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return word("minutes", { n: whole });
  return word("hours", { h: Math.floor(whole / 60), m: String(whole % 60).padStart(2, "0") });
}

export function clock(epoch: number): string {
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(locale, zone ? { ...options, timeZone: zone } : options).format(epoch * 1000);
}

export function metres(value: number): string {
  return value < 1000 ? `${figure(value)} m` : `${figure(value / 1000, 1)} km`;
}
