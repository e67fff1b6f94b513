// What a submission says that its own form would not have written.
import type { AnyLeafNode, InstanceData } from "@getodk/xforms-engine";
import { Broken, isTooDeep, readyForm } from "./form";
import type { Media, ReadyForm } from "./form";
import { leaves, shortPath } from "./nodes";

export interface Difference {
  kind: "constraint" | "required" | "value" | "unknown";
  path: string;
  sent: string;
  expected: string;
  detail: string;
}

export interface CheckRequest {
  xform: string;
  media: Media;
  submission: string;
}

const MOST = 200;
// Two engines round alike to nine figures; on the globe, to a hundredth.
const TIGHT = 1e-9;
const LOOSE = 0.01;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const MOMENT = /^\d{4}-\d\d-\d\dT/;

export async function check(asked: CheckRequest): Promise<{ differences: Difference[] }> {
  const ready = await readyForm(asked.xform, asked.media);
  const sent = parsed(asked.submission, "submission");
  const instance = await ready.form
    .restoreInstance({ data: [parts(asked.submission, sent)] })
    .catch((error: unknown) => {
      throw new Broken("instance", error instanceof Error ? error.message : String(error));
    });
  const root = instance.root;
  const written = parsed(root.instanceState.instanceXML, "instance");
  const differences = [...violations([...leaves(root)], ready)];
  compare(sent, written, "", ready, differences);
  return { differences: differences.slice(0, MOST) };
}

function parsed(xml: string, code: string): Element {
  if (isTooDeep(xml)) throw new Broken(code, "too deep");
  const document = new DOMParser().parseFromString(xml, "text/xml");
  const problem = document.querySelector("parsererror");
  if (problem) throw new Broken(code, problem.textContent ?? "");
  return document.documentElement;
}

/** The engine wants every file that an answer names; here an empty one stands for each. */
function parts(xml: string, root: Element): InstanceData {
  const data = new FormData();
  data.set("xml_submission_file", new File([xml], "xml_submission_file", { type: "text/xml" }));
  for (const leaf of root.querySelectorAll("*")) {
    const name = leaf.childElementCount ? "" : (leaf.textContent ?? "").trim();
    if (/^[^/\\\n]{1,200}\.\w{2,5}$/.test(name)) data.set(name, new File([], name));
  }
  return data as unknown as InstanceData;
}

function* violations(nodes: AnyLeafNode[], ready: ReadyForm): Generator<Difference> {
  for (const node of nodes) {
    const violation = node.validationState.violation;
    const reference = node.currentState.reference;
    if (violation === null || ready.judgedByTime.has(unnumbered(shortPath(reference)))) continue;
    yield {
      kind: violation.condition,
      path: shortPath(reference),
      sent: node.currentState.instanceValue,
      expected: "",
      detail: violation.message?.asString ?? "",
    };
  }
}

function compare(
  sent: Element | undefined,
  written: Element | undefined,
  above: string,
  ready: ReadyForm,
  found: Difference[],
): void {
  const left = byName(sent);
  const right = byName(written);
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    if ((name === "meta" && above === "") || ready.passing.has(unnumbered(above + name))) continue;
    const ours = left.get(name) ?? [];
    const theirs = right.get(name) ?? [];
    const count = Math.max(ours.length, theirs.length);
    for (let i = 0; i < count && found.length < MOST; i += 1) {
      const isOneOfMany = count > 1 || ready.repeats.has(unnumbered(above + name));
      const path = above + name + (isOneOfMany ? `[${i + 1}]` : "");
      compareOne(ours[i], theirs[i], path, ready, found);
    }
  }
}

function compareOne(
  sent: Element | undefined,
  written: Element | undefined,
  path: string,
  ready: ReadyForm,
  found: Difference[],
): void {
  if (sent?.childElementCount || written?.childElementCount) {
    compare(sent, written, `${path}/`, ready, found);
    return;
  }
  const was = sent?.textContent ?? "";
  const expected = written?.textContent ?? "";
  const question = unnumbered(path);
  if (isSame(was, expected, ready.measured.has(question) ? LOOSE : TIGHT)) return;
  // A sum over nothing: the phone's engine writes 0 where this one writes nothing.
  if (expected === "" && ready.computed.has(question) && /^(0(\.0)?|NaN)$/.test(was)) return;
  const isKnown = ready.paths.has(question);
  const kind = isKnown ? "value" : "unknown";
  found.push({ kind, path, sent: was, expected, detail: "" });
}

function unnumbered(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}

function byName(parent: Element | undefined): Map<string, Element[]> {
  const groups = new Map<string, Element[]>();
  for (const child of parent?.children ?? []) {
    // A repeat's template may come along; it is nobody's answer.
    if (child.hasAttribute("jr:template")) continue;
    const group = groups.get(child.localName);
    if (group) group.push(child);
    else groups.set(child.localName, [child]);
  }
  return groups;
}

/** Whether two texts are one answer: white space, the form of numbers and time zones apart. */
function isSame(one: string, other: string, tolerance: number): boolean {
  const [left, right] = [words(one), words(other)];
  return left.length === right.length && left.every((word, i) => isSameWord(word, right[i] ?? "", tolerance));
}

function words(text: string): string[] {
  // A trace may end with the mark that stands between its places.
  return text.replaceAll(";", " ; ").replace(/[;\s]+$/, "").split(/\s+/).filter(Boolean);
}

function isSameWord(one: string, other: string, tolerance: number): boolean {
  if (one === other) return true;
  if (NUMBER.test(one) && NUMBER.test(other)) {
    const [left, right] = [Number(one), Number(other)];
    return Math.abs(left - right) <= tolerance * Math.max(Math.abs(left), Math.abs(right));
  }
  return MOMENT.test(one) && MOMENT.test(other) && Date.parse(one) === Date.parse(other);
}
