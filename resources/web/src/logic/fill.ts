// Fills in a form as a person would: in its order, what is asked and nothing else. Given answers
// first, invented ones that the form accepts for the rest. For tests and the simulated city.
import type { AnyLeafNode, RootNode } from "@getodk/xforms-engine";
import { Broken, readyForm } from "./form";
import type { Media } from "./form";
import { candidates } from "./inventions";
import { lastName, leaves } from "./nodes";

export interface FillRequest {
  xform: string;
  media: Media;
  answers: Record<string, string>;
  seed: number;
}

const MOST_ANSWERS = 5000; // a count that was invented may repeat a group for ever

export async function fill(asked: FillRequest): Promise<{ xml: string; unanswered: string[] }> {
  const { form } = await readyForm(asked.xform, asked.media);
  const { root } = form.createInstance();
  const settled = new Set<string>();
  const chance = mulberry(asked.seed);
  // An answer may bring up questions above and below it: look again after each, from the top.
  for (let count = 0; count < MOST_ANSWERS; count += 1) {
    const open = nextOf(root, settled);
    if (open === undefined) break;
    settled.add(open.nodeId);
    settle(open, root, asked.answers, chance);
  }
  const unanswered = root.validationState.violations.map((each) => each.reference);
  return { xml: root.instanceState.instanceXML, unanswered };
}

function nextOf(root: RootNode, settled: ReadonlySet<string>): AnyLeafNode | undefined {
  for (const node of leaves(root)) {
    if (isAsked(node) && !settled.has(node.nodeId)) return node;
  }
  return undefined;
}

function isAsked(node: AnyLeafNode): boolean {
  const isQuestion = node.nodeType !== "model-value" && node.nodeType !== "note";
  return isQuestion && !node.currentState.readonly;
}

function settle(
  node: AnyLeafNode,
  root: RootNode,
  answers: Record<string, string>,
  chance: () => number,
): void {
  const given = answers[lastName(node.currentState.reference)];
  if (given !== undefined) {
    write(node, given);
    return;
  }
  if (node.currentState.instanceValue !== "" && isContent(node)) return;
  for (const candidate of candidates(node, root, chance)) {
    write(node, candidate);
    if (isContent(node) && node.currentState.instanceValue !== "") return;
  }
  write(node, "");
}

function isContent(node: AnyLeafNode): boolean {
  return node.validationState.violation === null;
}

/** Writes a text as the kind of question asks for it. */
function write(node: AnyLeafNode, text: string): void {
  switch (node.nodeType) {
    case "select":
      node.selectValues(text.split(/\s+/).filter(Boolean));
      break;
    case "rank":
      node.setValues(text.split(/\s+/).filter(Boolean));
      break;
    case "trigger":
      node.setValue(text !== "");
      break;
    case "upload":
      node.setValue(text === "" ? null : new File(["x"], text));
      break;
    case "range":
    case "input":
      node.setValue(text as never);
      break;
    default:
      throw new Broken("node", node.nodeType);
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
