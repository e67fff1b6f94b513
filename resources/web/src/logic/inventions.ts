// Sensible answers to try, the likeliest first; the form says which one it takes.
import type { AnyLeafNode, RootNode, UploadNode } from "@getodk/xforms-engine";
import { lastName } from "./nodes";

type Chance = () => number;
const DAY_MS = 86_400_000;
const PLACE = /^-?\d{1,2}(\.\d+)? -?\d{1,3}(\.\d+)?( -?[\d.]+){0,2}$/;
const TEXTS = ["Sin novedad", "Ana", "ABC123", "ana@correo.example", "A", "Sí", "."];
const NUMBERS = [1, 2, 5, 10, 20, 50, 100, 500, 1000, 50_000, 1_000_000, 0, 18, 30, 65, -1, 1990, 2026];
const EXTENSIONS: Record<string, string> = { image: "jpg", audio: "m4a", video: "mp4" };

export function candidates(node: AnyLeafNode, root: RootNode, chance: Chance): string[] {
  switch (node.nodeType) {
    case "select": {
      const values = shuffled(node.currentState.valueOptions.map((each) => each.value), chance);
      return node.selectType === "select" ? [...values, values.join(" ")] : values;
    }
    case "rank":
      return [shuffled(node.currentState.valueOptions.map((each) => each.value), chance).join(" ")];
    case "trigger":
      return ["OK"];
    case "upload":
      return [`${lastName(node.currentState.reference)}.${extension(node)}`];
    default:
      return byType(node.valueType, root, chance);
  }
}

function byType(type: string, root: RootNode, chance: Chance): string[] {
  const now = Date.now();
  const days = [0, 1, 3, 7, 15, 30, 90, -1, -30, -365, -11_000].map((n) => now + n * DAY_MS);
  const local = (at: number): string => new Date(at).toISOString().slice(0, 19);
  const point = place(root);
  switch (type) {
    case "int":
      return numbers(chance).map(String);
    case "decimal":
      return [...numbers(chance).map(String), "0.5", "12.5"];
    case "date":
      return days.map((at) => local(at).slice(0, 10));
    case "dateTime":
      return days.map((at) => `${local(at)}.000Z`);
    case "time":
      return ["10:30:00.000", "15:00:00.000", "08:00:00.000", "20:00:00.000"];
    case "geopoint":
      return [point, "4.6097 -74.0817 0 5", "19.4326 -99.1332 0 5"];
    case "geotrace":
      return [[point, shifted(point, 1)].join("; ")];
    case "geoshape":
      return [[point, shifted(point, 1), shifted(point, 2), point].join("; ")];
    default:
      return [...TEXTS, ...digits()];
  }
}

/** Strings of figures of each length, for what a pattern asks of a document or a telephone. */
function digits(): string[] {
  const figures = "3001234567890123456";
  return Array.from({ length: 18 }, (_, i) => figures.slice(0, i + 1));
}

function numbers(chance: Chance): number[] {
  const first = 1 + Math.floor(chance() * 9);
  return [first, ...NUMBERS];
}

/** Three metres from where the form itself says the address is, so that its fence lets us in. Not on
 * the pin: the distance of a place to itself may come out as no number. */
function place(root: RootNode): string {
  const texts: string[] = [];
  const walk = (node: { currentState: { children: unknown; instanceValue?: string } }): void => {
    if (Array.isArray(node.currentState.children)) node.currentState.children.forEach(walk);
    else texts.push(node.currentState.instanceValue ?? "");
  };
  walk(root as never);
  const [lat, lon] = (texts.find((text) => PLACE.test(text.trim())) ?? "4.6097 -74.0817").split(" ");
  return `${(Number(lat) + 0.00003).toFixed(6)} ${lon} 0 5`;
}

function shifted(point: string, step: number): string {
  const [lat, lon] = point.split(" ").map(Number);
  return `${(lat ?? 0) + 0.001 * step} ${(lon ?? 0) + 0.001 * (step % 2)} 0 5`;
}

function extension(node: UploadNode): string {
  const { type } = node.nodeOptions.media;
  return EXTENSIONS[type ?? ""] ?? "pdf";
}

function shuffled(values: readonly string[], chance: Chance): string[] {
  const rest = [...values];
  const mixed: string[] = [];
  while (rest.length) mixed.push(...rest.splice(Math.floor(chance() * rest.length), 1));
  return mixed;
}
