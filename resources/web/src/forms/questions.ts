// Where a question stands on the page. The engine marks its elements with numbers of its own, so the
// components that drew them are asked for the path of what they show.
import type { VNode } from "vue";

interface Shown {
  currentState?: { reference?: string };
}

/** The element of the node at a path («grupo/pregunta», without the form's own name), if it shows. */
export function elementAt(stage: Element | null, path: string): HTMLElement | null {
  const root = (stage as unknown as { _vnode?: VNode } | null)?._vnode;
  return root && path ? find(root, path) : null;
}

function find(vnode: VNode, path: string): HTMLElement | null {
  const props = vnode.component?.props as Record<string, Shown | undefined> | undefined;
  for (const shown of [props?.["question"], props?.["node"], props?.["instance"]]) {
    const reference = shown?.currentState?.reference;
    if (reference !== undefined && plain(reference) === path) return elementOf(vnode);
  }
  const inside = vnode.component ? [vnode.component.subTree] : vnode.children;
  for (const child of Array.isArray(inside) ? inside : []) {
    const found = child && typeof child === "object" && !Array.isArray(child) && find(child as VNode, path);
    if (found) return found;
  }
  return null;
}

/** «/data/grupo[1]/pregunta» as «grupo/pregunta»: of a repeat the first that is found. */
function plain(reference: string): string {
  return reference.replace(/\[\d+\]/g, "").split("/").slice(2).join("/");
}

function elementOf(vnode: VNode): HTMLElement | null {
  const node = vnode.el as Node | null;
  return node instanceof HTMLElement ? node : ((node?.nextSibling as HTMLElement | null) ?? null);
}
