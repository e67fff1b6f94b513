// The preview of a form: one module and one style sheet, everything inside, nothing from elsewhere.
import { defineConfig } from "vite";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { engineRepair } from "./vite.engine.js";
import { licences } from "./vite.licences.js";

const web = resolve(import.meta.dirname, "resources/web");
const WIDGETS = /@getodk\/web-forms\/dist\/.*\.js$/;
const MAIN = /@getodk\/web-forms\/dist\/index-/;
const words = Object.keys(JSON.parse(readFileSync(resolve(web, "src/forms/words.es.json"), "utf8")));

// A square of nothing: the preview reaches no network, so a map question has a blank ground.
const GROUND =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='256' height='256'%3E" +
  "%3Cpath d='M0 0h256v256H0z' fill='%23eef1f4' stroke='%23cfd6de'/%3E%3C/svg%3E";
const MAP = /@getodk\/web-forms\/dist\/MapBlock/;
/** What of the widgets is made otherwise: in which file, what stands there, what is to. */
const CHANGES = [
  [MAP, '"https://tile.openstreetmap.org/{z}/{x}/{y}.png"', JSON.stringify(GROUND)],
  [MAP, /'&#169; <a href="https:\/\/www\.openstreetmap\.org\/copyright"[^']*'/, '""'],
  // A line break right after an answer in a label was taken for a blank; phones show it.
  [MAIN, "LEADING_WHITESPACE_REGEX = /^\\s+/", "LEADING_WHITESPACE_REGEX = /^[^\\S\\n]+/"],
];

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The places in the code where an English text stands, as a literal or a template with a value. */
function placesOf(text) {
  const plain = `(?:"${literal(text)}"|'${literal(text)}')`;
  // Not the key of an object: neither after «{» or «,» nor before «:» at once.
  if (!text.includes("{0}")) return new RegExp(`(?<![{,]\\s*)${plain}|${plain}(?!\\s*:)`, "g");
  const [before, after] = text.split("{0}").map(literal);
  return new RegExp("`" + before + "\\$\\{([^{}`]+)\\}" + after + "`", "g");
}

/** Puts `kobraWord` around each text of the widgets. A text that is nowhere fails the build. */
function translated() {
  const left = new Set(words);
  return {
    name: "translated",
    transform(code, id) {
      if (!WIDGETS.test(id)) return null;
      let said = code;
      for (const text of words) {
        said = said.replace(placesOf(text), (_all, value) => {
          left.delete(text);
          const more = text.includes("{0}") ? `, ${value}` : "";
          return `kobraWord(${JSON.stringify(text)}${more})`;
        });
      }
      return { code: said, map: null };
    },
    buildEnd(error) {
      if (!error && left.size) this.error(`No such words in the widgets: ${[...left].join(" | ")}`);
    },
  };
}

/** Makes the changes. One that finds nothing to change fails the build. */
function changed() {
  const left = new Set(CHANGES);
  return {
    name: "changed",
    transform(code, id) {
      let made = code;
      for (const change of CHANGES) {
        const [file, from, to] = change;
        const next = file.test(id) ? made.replace(from, () => to) : made;
        if (next !== made) left.delete(change);
        made = next;
      }
      return made === code ? null : { code: made, map: null };
    },
    buildEnd(error) {
      const lost = [...left].map(([, from]) => String(from));
      if (!error && lost.length) this.error(`The widgets have no ${lost.join(" | ")}`);
    },
  };
}

export default defineConfig({
  root: web,
  base: "./",
  publicDir: false,
  logLevel: "warn",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [engineRepair(MAIN), translated(), changed(), licences("forms-licences.txt")],
  build: {
    outDir: resolve(web, "dist"),
    emptyOutDir: false,
    target: "chrome120",
    cssCodeSplit: false,
    assetsInlineLimit: 10_000_000,
    minify: false, // the engine evaluates code that names its own variables
    lib: {
      entry: resolve(web, "src/forms/main.ts"),
      formats: ["es"],
      fileName: () => "forms.js",
      cssFileName: "forms",
    },
    // What is evaluated there is never reached, and the page's policy forbids it.
    rollupOptions: { checks: { eval: false }, output: { codeSplitting: false } },
  },
});
