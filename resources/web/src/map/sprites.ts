// Agent marks drawn once per look and theme, then copied: 5,000 copies a second are cheap, 5,000 paths are not.
import { type AgentLook, paintAgent, SIZES } from "./marks";
import { themeName } from "./theme";

const TURN_STEP = 6;
const cache = new Map<string, HTMLCanvasElement>();

function keyOf(look: AgentLook, size: number, turn: number, ratio: number): string {
  const low = look.isLow ? (look.battery <= 10 ? 2 : 1) : 0;
  return `${themeName()}|${ratio}|${size}|${look.state}|${turn}|${look.staleness}|${low}|${look.isDoubtful ? 1 : 0}`;
}

/** The picture of a look, square, with room for badges and halo; `side` is its edge in CSS pixels. */
export function sprite(look: AgentLook, size: number): { picture: HTMLCanvasElement; side: number } {
  const ratio = window.devicePixelRatio || 1;
  const turns = look.state === "moving" && look.bearing >= 0;
  const turn = turns ? (Math.round(look.bearing / TURN_STEP) * TURN_STEP) % 360 : -1;
  const key = keyOf(look, size, turn, ratio);
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
