// A form made ready: the engine's, and what its expressions say about time and chance. The last few
// are kept, as most submissions are of the same form.
import { createHash } from "node:crypto";
import { loadForm } from "@getodk/xforms-engine";
import type { LoadFormSuccessResult, LoadFormWarningResult } from "@getodk/xforms-engine";
import { shortPath } from "./nodes";

export type Media = Record<string, string>;
export type Loaded = LoadFormSuccessResult | LoadFormWarningResult;

export interface ReadyForm {
  readonly form: Loaded;
  /** Paths of names that the form has, joined by «/», without the root's. */
  readonly paths: ReadonlySet<string>;
  /** Those of them that repeat. */
  readonly repeats: ReadonlySet<string>;
  /** Names whose value depends on the clock, on chance or on the phone. */
  readonly passing: ReadonlySet<string>;
  /** Names that are computed, and those of them that are measured on the globe. */
  readonly computed: ReadonlySet<string>;
  readonly measured: ReadonlySet<string>;
  /** Names whose constraint, or whether they are required, depends on such a value. */
  readonly judgedByTime: ReadonlySet<string>;
}

/** What cannot be asked of the engine; `code` travels to the server. */
export class Broken extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

const MOST_KEPT = 8;
const DEEPEST = 200;
// What another moment, another phone or another language writes otherwise.
const PASSING = /\b(now|today|random|uuid|property|jr:choice-name|jr:itext)\s*\(|%[ab]\b/;
const MEASURED = /\b(distance|area)\s*\(/;
const kept = new Map<string, ReadyForm>();

export async function readyForm(xform: string, media: Media): Promise<ReadyForm> {
  const key = createHash("sha256").update(JSON.stringify([xform, media])).digest("hex");
  const found = kept.get(key) ?? (await load(xform, media));
  kept.delete(key); // put back below as the youngest
  kept.set(key, found);
  for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old);
  return found;
}

async function load(xform: string, media: Media): Promise<ReadyForm> {
  if (isTooDeep(xform)) throw new Broken("form", "too deep");
  const form = await loadForm(xform, {
    fetchFormAttachment: async (url) => file(media, url),
    missingResourceBehavior: "BLANK",
  });
  if (form.status === "failure") throw new Broken("form", form.error.message);
  const document = new DOMParser().parseFromString(xform, "text/xml");
  const repeats = [...document.querySelectorAll("repeat")].map((each) =>
    shortPath(each.getAttribute("nodeset") ?? ""),
  );
  return { form, paths: pathsOf(document), repeats: new Set(repeats), ...namesOf(document) };
}

/** Nesting that no form has stops the parser for seconds: it is refused before it is parsed. */
export function isTooDeep(xml: string): boolean {
  let depth = 0;
  for (const [, closes, stays] of xml.matchAll(/<(\/)?[^!?/][^<>]*?(\/)?>/g)) {
    depth += closes ? -1 : stays ? 0 : 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function file(media: Media, url: URL): Response {
  const name = decodeURIComponent(url.href.split("/").pop() ?? "");
  const text = media[name];
  const kind = name.endsWith(".csv") ? "text/csv" : "text/xml";
  return text === undefined
    ? new Response("", { status: 404 })
    : new Response(text, { headers: { "Content-Type": kind } });
}

function pathsOf(document: Document): Set<string> {
  const root = document.querySelector("model > instance")?.firstElementChild;
  const paths = new Set<string>();
  const walk = (node: Element, above: string): void => {
    for (const child of node.children) {
      const path = above + child.localName;
      paths.add(path);
      walk(child, `${path}/`);
    }
  };
  if (root) walk(root, "");
  return paths;
}

interface Bind {
  readonly name: string;
  readonly path: string;
  readonly writes: string;
  readonly relevant: string;
  readonly judges: string;
  readonly isPreloaded: boolean;
}

function bindsOf(document: Document): Bind[] {
  const text = (node: Element, ...names: string[]): string =>
    names.map((name) => node.getAttribute(name) ?? "").join(" ");
  const binds = [...document.querySelectorAll("bind")].map((node) => ({
    name: nameOf(text(node, "nodeset")),
    path: text(node, "nodeset"),
    writes: text(node, "calculate"),
    relevant: text(node, "relevant"),
    judges: text(node, "constraint", "required"),
    isPreloaded: node.hasAttribute("jr:preload"),
  }));
  const acts = [...document.querySelectorAll("setvalue, setgeopoint")].map((node) => ({
    name: nameOf(text(node, "ref")),
    path: text(node, "ref"),
    writes: node.localName === "setgeopoint" ? "now()" : text(node, "value"),
    relevant: "",
    judges: "",
    isPreloaded: false,
  }));
  return [...binds, ...acts];
}

function nameOf(path: string): string {
  return path.trim().split("/").pop() ?? "";
}

type Names = Pick<ReadyForm, "passing" | "judgedByTime" | "computed" | "measured">;

function namesOf(document: Document): Names {
  const binds = bindsOf(document);
  const passing = new Set(binds.filter((bind) => bind.isPreloaded).map((bind) => bind.name));
  const passes = (expression: string): boolean =>
    PASSING.test(expression) || namesIn(expression).some((name) => passing.has(name));
  // A value made of a passing value passes too, and so does all that is shown only by it.
  for (let size = -1; size !== passing.size; ) {
    size = passing.size;
    for (const bind of binds) {
      if (passes(bind.writes)) passing.add(bind.name);
      if (passes(bind.relevant)) {
        const below = binds.filter(({ path }) => `${path}/`.startsWith(`${bind.path}/`));
        for (const { name } of below) passing.add(name);
      }
    }
  }
  const judged = binds.filter((bind) => passes(bind.judges)).map((bind) => bind.name);
  const computed = binds.filter((bind) => bind.writes.trim() !== "");
  const measured = computed.filter((bind) => MEASURED.test(bind.writes));
  return {
    passing,
    judgedByTime: new Set(judged),
    computed: new Set(computed.map((bind) => bind.name)),
    measured: new Set(measured.map((bind) => bind.name)),
  };
}

/** Last names of the paths in an expression: too many rather than too few. */
function namesIn(expression: string): string[] {
  return [...expression.matchAll(/\/\s*([\p{L}_][\p{L}\p{N}_.-]*)/gu)].map((found) => found[1] ?? "");
}
