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
  /** Those whose value depends on the clock, on chance or on the phone. */
  readonly passing: ReadonlySet<string>;
  /** Those that are computed, and those of them that are measured on the globe. */
  readonly computed: ReadonlySet<string>;
  readonly measured: ReadonlySet<string>;
  /** Those whose constraint, or whether they are required, depends on such a value. */
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
  const paths = pathsOf(document);
  return { form, paths, repeats: new Set(repeats), ...factsOf(bindsOf(document), paths) };
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
    path: shortPath(text(node, "nodeset").trim()),
    writes: text(node, "calculate"),
    relevant: text(node, "relevant"),
    judges: text(node, "constraint", "required"),
    isPreloaded: node.hasAttribute("jr:preload"),
  }));
  const acts = [...document.querySelectorAll("setvalue, setgeopoint")].map((node) => ({
    path: shortPath(text(node, "ref").trim()),
    writes: node.localName === "setgeopoint" ? "now()" : text(node, "value"),
    relevant: "",
    judges: "",
    isPreloaded: false,
  }));
  return [...binds, ...acts];
}

type Facts = Pick<ReadyForm, "passing" | "judgedByTime" | "computed" | "measured">;

function factsOf(binds: Bind[], paths: ReadonlySet<string>): Facts {
  const passing = new Set(binds.filter((bind) => bind.isPreloaded).map((bind) => bind.path));
  const passes = (expression: string, at: string): boolean =>
    PASSING.test(expression) || pathsIn(expression, at, paths).some((path) => passing.has(path));
  // A value made of a passing value passes too, and so does all that is shown only by it.
  for (let size = -1; size !== passing.size; ) {
    size = passing.size;
    for (const { path, writes, relevant } of binds) {
      if (passes(writes, path)) passing.add(path);
      if (!passes(relevant, path)) continue;
      for (const each of paths) if (`${each}/`.startsWith(`${path}/`)) passing.add(each);
    }
  }
  const of = (those: Bind[]): Set<string> => new Set(those.map((bind) => bind.path));
  const computed = binds.filter((bind) => bind.writes.trim() !== "");
  return {
    passing,
    judgedByTime: of(binds.filter((bind) => passes(bind.judges, bind.path))),
    computed: of(computed),
    measured: of(computed.filter((bind) => MEASURED.test(bind.writes))),
  };
}

/** A way through the form: absolute, or from where it stands, as in «../monto» or «current()/..». */
const STEP = String.raw`(?:\.{1,2}|\*|[\p{L}_][\p{L}\p{N}_.-]*)`;
// Before a way may stand an operator: «and /data/a», «* /data/a».
const WAY = new RegExp(String.raw`(\)\s*)?((?:(?!\*)${STEP}(?=\/))?(?:\s*\/\s*${STEP})+)`, "gu");
const CURRENT = /\bcurrent\s*\(\s*\)/g;

/** The form's paths that an expression at a path reads. Where a way is not understood, all of its
 *  last name: too many rather than too few. What an instance holds beside the form never passes. */
function pathsIn(expression: string, at: string, paths: ReadonlySet<string>): string[] {
  const { outside, inside } = parted(expression.replace(CURRENT, "."));
  const ways = [...outside.matchAll(WAY)].filter((found) => !found[1]);
  const named = ways.flatMap((found) => resolved(found[2] ?? "", at, paths));
  return [...named, ...inside.flatMap((each) => lastNamed(each, paths))];
}

/** An expression without its conditions in brackets, and those. */
function parted(expression: string): { outside: string; inside: string[] } {
  const inside: string[] = [];
  let outside = expression;
  for (let before = ""; before !== outside; ) {
    before = outside;
    outside = outside.replace(/\[([^[\]]*)\]/g, (_, condition: string) => {
      inside.push(condition);
      return "";
    });
  }
  return { outside, inside };
}

function resolved(way: string, at: string, paths: ReadonlySet<string>): string[] {
  const steps = way.split("/").map((step) => step.trim());
  const isAbsolute = steps[0] === "";
  const found = isAbsolute ? [] : at.split("/");
  for (const step of isAbsolute ? steps.slice(2) : steps) {
    if (step === "..") found.pop();
    else if (step !== ".") found.push(step);
  }
  const path = found.join("/");
  return paths.has(path) ? [path] : lastNamed(way, paths);
}

function lastNamed(expression: string, paths: ReadonlySet<string>): string[] {
  const found = expression.matchAll(/\/\s*([\p{L}_][\p{L}\p{N}_.-]*)/gu);
  const names = new Set([...found].map((each) => each[1] ?? ""));
  return [...paths].filter((path) => names.has(path.split("/").pop() ?? ""));
}
