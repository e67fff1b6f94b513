// Draws a mark of resources/marks.json on a canvas. kobra_desktop/map/marks.py reads the same data with a Qt painter,
// and a test compares the two pictures: change the data, not one of the painters.
import data from "../../../marks.json";
import { color } from "./theme";

type Command = (string | number)[];

export interface Shape {
  d: Command[];
  fill?: string;
  stroke?: string;
  w?: number;
  dash?: number[];
  cap?: string;
  halo?: boolean;
}

export interface Mark {
  color: string;
  turns?: boolean;
  at?: number[];
  scale?: number;
  tip?: number[];
  shapes: Shape[];
}

export type Family = "bodies" | "badges" | "visits" | "verdicts" | "trail";

export const SIZES = data.size;

/** What may be asked of a mark besides its name. Sizes are CSS pixels, the turn is in degrees from north. */
export interface Look {
  size: number;
  turn?: number;
  outline?: boolean;
  doubled?: boolean;
  edge?: string;
  halo?: number;
}

export function mark(family: Family, name: string): Mark {
  const found = (data[family] as unknown as Record<string, Mark>)[name];
  if (!found) throw new Error(`no mark ${family}.${name}`);
  return found;
}

export function pin(): Mark {
  return data.pin as unknown as Mark;
}

function path(shape: Shape): Path2D {
  const made = new Path2D();
  for (const command of shape.d) {
    const n = command as unknown as number[];
    if (command[0] === "M") made.moveTo(n[1]!, n[2]!);
    else if (command[0] === "L") made.lineTo(n[1]!, n[2]!);
    else if (command[0] === "C") made.bezierCurveTo(n[1]!, n[2]!, n[3]!, n[4]!, n[5]!, n[6]!);
    else if (command[0] === "Z") made.closePath();
    else {
      made.moveTo(n[1]! + n[3]!, n[2]!);
      made.arc(n[1]!, n[2]!, n[3]!, 0, 2 * Math.PI);
    }
  }
  return made;
}

const paths = new WeakMap<Shape, Path2D>();

function pathOf(shape: Shape): Path2D {
  let made = paths.get(shape);
  if (!made) {
    made = path(shape);
    paths.set(shape, made);
  }
  return made;
}

function ink(role: string, own: string, look: Look): string {
  if (role === "color") return own;
  if (role === "edge") return look.edge ?? own;
  if (role === "ink") return look.outline ? own : color("halo");
  return color(role);
}

function paintHalo(ctx: CanvasRenderingContext2D, shape: Shape, px: number, tint: string): void {
  if (px <= 0) return;
  ctx.strokeStyle = tint;
  ctx.lineWidth = (shape.stroke ? (shape.w ?? 0) : 0) + 2 * px;
  ctx.setLineDash([]);
  ctx.stroke(pathOf(shape));
}

function paintShape(ctx: CanvasRenderingContext2D, shape: Shape, own: string, look: Look): void {
  const made = pathOf(shape);
  const hollow = look.outline === true && shape.fill === "color";
  if (shape.fill) {
    ctx.fillStyle = hollow ? color("halo") : ink(shape.fill, own, look);
    ctx.fill(made);
  }
  if (shape.stroke || hollow) {
    ctx.strokeStyle = ink(shape.stroke ?? "color", own, look);
    ctx.lineWidth = hollow ? data.stale.outline_width : (shape.w ?? 0);
    ctx.setLineDash(shape.dash ?? []);
    ctx.lineCap = (shape.cap as CanvasLineCap | undefined) ?? "round";
    ctx.stroke(made);
  }
}

/** Paints one mark centred on (x, y). */
export function paintMark(ctx: CanvasRenderingContext2D, what: Mark, x: number, y: number, look: Look): void {
  const unit = look.size / 2;
  const own = color(what.color);
  const halo = (look.halo ?? SIZES.halo) / unit;
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(unit, unit);
  if (what.turns && look.turn !== undefined) ctx.rotate((look.turn * Math.PI) / 180);
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
  if (look.doubled) {
    const ring = (data.doubled.gap + data.doubled.w) / unit;
    for (const shape of what.shapes) if (shape.halo) paintHalo(ctx, shape, ring + halo, color("halo"));
    for (const shape of what.shapes) if (shape.halo) paintHalo(ctx, shape, ring, color(data.doubled.color));
    for (const shape of what.shapes) if (shape.halo) paintHalo(ctx, shape, data.doubled.gap / unit, color("halo"));
  } else {
    for (const shape of what.shapes) if (shape.halo) paintHalo(ctx, shape, halo, color("halo"));
  }
  for (const shape of what.shapes) paintShape(ctx, shape, own, look);
  ctx.restore();
}

export interface AgentLook {
  state: string;
  bearing: number;
  battery: number;
  isLow: boolean;
  isDoubtful: boolean;
  staleness: number;
}

/** The body of a state: moving without a bearing is the disc. */
export function bodyOf(look: AgentLook): Mark {
  const unturned = look.state === "moving" && !(look.bearing >= 0);
  return mark("bodies", unturned ? "moving_unturned" : look.state);
}

function paintBadge(ctx: CanvasRenderingContext2D, name: string, x: number, y: number, size: number): void {
  const badge = mark("badges", name);
  const unit = size / 2;
  const at = badge.at ?? [0, 0];
  const side = Math.max(10, size * (badge.scale ?? 1));
  paintMark(ctx, badge, x + at[0]! * unit, y + at[1]! * unit, { size: side, halo: 1.5 });
}

/** The body alone on a canvas of its own, so that its overlapping shapes fade as one. */
function bodyPicture(body: Mark, look: Look, ratio: number): HTMLCanvasElement {
  const side = look.size * 2.5;
  const picture = document.createElement("canvas");
  picture.width = picture.height = Math.round(side * ratio);
  const ctx = picture.getContext("2d");
  if (ctx) {
    ctx.scale(ratio, ratio);
    paintMark(ctx, body, side / 2, side / 2, look);
  }
  return picture;
}

/** One agent: body, staleness, at most two badges. The one function behind map, legend and hover. */
export function paintAgent(ctx: CanvasRenderingContext2D, look: AgentLook, x: number, y: number, size: number): void {
  const turn = look.bearing >= 0 ? look.bearing : 0;
  const asked = { size, turn, outline: look.staleness >= 2, doubled: look.isDoubtful };
  if (look.staleness === 1) {
    const picture = bodyPicture(bodyOf(look), asked, 2);
    const side = size * 2.5;
    ctx.save();
    ctx.globalAlpha = data.stale.fade;
    ctx.drawImage(picture, x - side / 2, y - side / 2, side, side);
    ctx.restore();
  } else paintMark(ctx, bodyOf(look), x, y, asked);
  if (look.isDoubtful) paintBadge(ctx, "doubt", x, y, size);
  if (look.isLow) paintBadge(ctx, look.battery <= 10 ? "empty_battery" : "low_battery", x, y, size);
}
