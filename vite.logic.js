// One file for Node: the worker that knows whether a submission obeys its form's logic.
import { defineConfig } from "vite";
import { resolve } from "node:path";
import { engineRepair } from "./vite.engine.js";
import { licences } from "./vite.licences.js";

const web = resolve(import.meta.dirname, "resources/web");
// jsdom looks for two files beside itself, which only styles and requests of its own would use.
const FILES_OF_JSDOM = {
  "XMLHttpRequest-impl.js": [/require\.resolve\("\.\/xhr-sync-worker\.js"\)/, "null"],
  "style-rules.js": [/fs\.readFileSync\([^;]*default-stylesheet\.css[^;]*\);/, '"";'],
};

function withoutFiles() {
  const left = new Set(Object.keys(FILES_OF_JSDOM));
  return {
    name: "without-files",
    transform(code, id) {
      const name = id.split("/").pop();
      if (!id.includes("/jsdom/") || !left.delete(name)) return null;
      const [pattern, instead] = FILES_OF_JSDOM[name];
      if (!pattern.test(code)) this.error(`jsdom's ${name} has changed: look again`);
      return { code: code.replace(pattern, instead), map: null };
    },
    buildEnd() {
      if (left.size) this.error(`jsdom lacks ${[...left]}: look again`);
    },
  };
}

export default defineConfig({
  root: web,
  publicDir: false,
  logLevel: "warn",
  plugins: [engineRepair(/@getodk\/xforms-engine\/dist/), withoutFiles(), licences("logic-licences.txt")],
  ssr: { noExternal: true },
  build: {
    ssr: resolve(web, "src/logic/main.ts"),
    outDir: resolve(web, "dist"),
    emptyOutDir: false,
    target: "node20",
    minify: false, // the engine evaluates code that names its own variables,
    rollupOptions: { checks: { eval: false }, output: { entryFileNames: "logic.mjs", codeSplitting: false } },
  },
});
