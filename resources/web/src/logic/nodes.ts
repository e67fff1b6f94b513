// The engine's tree as the worker walks it, and how a path is written.
import type { AnyNode, AnyLeafNode, RootNode } from "@getodk/xforms-engine";

/** Every node that holds a value and is relevant, in the order of the form. */
export function* leaves(node: AnyNode | RootNode): Generator<AnyLeafNode> {
  if (!node.currentState.relevant) return;
  const children = node.currentState.children;
  if (children === null) yield node as AnyLeafNode;
  else for (const child of children) yield* leaves(child as AnyNode);
}

/** «/data/grupo/renglon[2]/monto» as «grupo/renglon[2]/monto». */
export function shortPath(reference: string): string {
  return reference.split("/").slice(2).join("/");
}

export function lastName(reference: string): string {
  return (reference.split("/").pop() ?? "").replace(/\[\d+\]$/, "");
}
