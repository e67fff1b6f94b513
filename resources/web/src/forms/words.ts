// The words of the form widgets, which know only English: the build put `kobraWord` around each.
// Imported first: some words are looked up while the widgets load.
import spanish from "./words.es.json";

const dictionary: Record<string, string> = spanish;

export function isSpanish(): boolean {
  return document.documentElement.lang === "es";
}

/** A word in the page's language; «{0}» stands for the value. */
export function word(english: string, value: unknown = ""): string {
  const text = isSpanish() ? (dictionary[english] ?? english) : english;
  return text.replace("{0}", String(value));
}

(globalThis as unknown as Record<string, unknown>)["kobraWord"] = word;
