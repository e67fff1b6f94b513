// What the engine expects to find around it: a document, and two names that Node gives only to its
// older modules. Imported first.
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
const NAMES = ["DOMParser", "document", "Node", "Element", "Text", "Attr", "Document", "XMLDocument"];
const around = globalThis as unknown as Record<string, unknown>;

for (const name of NAMES) around[name] = window[name];
around["require"] = createRequire(import.meta.url);
around["__dirname"] = "/";
