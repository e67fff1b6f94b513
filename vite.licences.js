// Lists the licences of what ends up in a bundle; shared by every build.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

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
export function licences(fileName) {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => Object.keys(part.modules ?? {}));
      const folders = [...new Set(modules.map(packageFolder))].filter(
        (folder) => folder && existsSync(resolve(folder, "package.json")),
      );
      const source = folders.sort().map(licence).join(`\n${"-".repeat(78)}\n\n`);
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}
