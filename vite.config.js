// One classic script and one style sheet for the map page: no code splitting, no remote assets.
import { defineConfig } from "vite";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

const web = resolve(import.meta.dirname, "resources/web");

/** The folder of the npm package that a bundled module comes from. */
function packageFolder(module) {
  const parts = module.split("?")[0].replaceAll("\\", "/").split("/node_modules/");
  if (parts.length < 2) return null;
  const names = parts.pop().split("/");
  const name = names[0].startsWith("@") ? names.slice(0, 2).join("/") : names[0];
  return [...parts, name].join("/node_modules/");
}

/** Name, version, licence and its text (when the package ships one) of one bundled package. */
function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(resolve(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(resolve(folder, file), "utf8").trim() : "(the package ships no licence text)";
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** What is in the bundle decides which licences travel with it, so the list cannot fall behind. */
function licences() {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => Object.keys(part.modules ?? {}));
      const folders = [...new Set(modules.map(packageFolder))].filter(
        (folder) => folder && existsSync(resolve(folder, "package.json")),
      );
      const source = folders.sort().map(licence).join(`\n${"-".repeat(78)}\n\n`);
      this.emitFile({ type: "asset", fileName: "licences.txt", source });
    },
  };
}

export default defineConfig({
  root: web,
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [licences()],
  build: {
    outDir: resolve(web, "dist"),
    emptyOutDir: true,
    target: "chrome120",
    cssCodeSplit: false,
    assetsInlineLimit: 1_000_000, // Leaflet's three small images become data: addresses
    lib: {
      entry: resolve(web, "src/map/main.ts"),
      formats: ["iife"],
      name: "KobraMap",
      fileName: () => "map.js",
      cssFileName: "map",
    },
  },
});
