// One classic script and one style sheet for the map page: no code splitting, no remote assets.
import { defineConfig } from "vite";
import { resolve } from "node:path";
import { licences } from "./vite.licences.js";

const web = resolve(import.meta.dirname, "resources/web");

export default defineConfig({
  root: web,
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [licences("licences.txt")],
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
