// Agent marks drawn once per look and theme, then copied: 5,000 copies a second are cheap, 5,000 paths are not.
import { type AgentLook, paintAgent, SIZES } from "./marks";
import { STATES } from "./state";
import { themeName } from "./theme";

const TURN_STEP = 6;
/** Pictures by look, for one theme, density and size each. */
const sheets = new Map<string, Map<number, HTMLCanvasElement>>();

function sheetOf(size: number, ratio: number): Map<number, HTMLCanvasElement> {
  const key = `${themeName()}|${ratio}|${size}`;
  let sheet = sheets.get(key);
  if (!sheet) {
    sheet = new Map();
    sheets.set(key, sheet);
  }
  return sheet;
}

/** One number per look: no text is built for 5,000 marks a second. */
function keyOf(look: AgentLook, turn: number): number {
  const low = look.isLow ? (look.battery <= 10 ? 2 : 1) : 0;
  const state = STATES.indexOf(look.state as (typeof STATES)[number]);
  return (((state * 61 + turn / TURN_STEP + 1) * 3 + look.staleness) * 3 + low) * 2 + (look.isDoubtful ? 1 : 0);
}

/** The picture of a look, square, with room for badges and halo; `side` is its edge in CSS pixels. */
export function sprite(look: AgentLook, size: number): { picture: HTMLCanvasElement; side: number } {
  const ratio = window.devicePixelRatio || 1;
  const turns = look.state === "moving" && look.bearing >= 0;
  const turn = turns ? (Math.round(look.bearing / TURN_STEP) * TURN_STEP) % 360 : -TURN_STEP;
  const key = keyOf(look, turn);
  const cache = sheetOf(size, ratio);
  const side = Math.ceil(size * 2.3) + 8;
  let picture = cache.get(key);
  if (!picture) {
    picture = document.createElement("canvas");
    picture.width = picture.height = Math.ceil(side * ratio);
    const ctx = picture.getContext("2d");
    if (ctx) {
      ctx.scale(ratio, ratio);
      paintAgent(ctx, { ...look, bearing: turn }, side / 2, side / 2, size);
    }
    cache.set(key, picture);
  }
  return { picture, side };
}

/** Paints an agent by its cached picture. */
export function stamp(ctx: CanvasRenderingContext2D, look: AgentLook, x: number, y: number, size = SIZES.agent): void {
  const { picture, side } = sprite(look, size);
  ctx.drawImage(picture, Math.round(x - side / 2), Math.round(y - side / 2), side, side);
}
