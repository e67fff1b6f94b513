// Text on the canvas: a halo under it, pills, and a grid that keeps labels off each other.
import { FONT, color, faded } from "./theme";

export const PLATE_PAD = 4;
export const PLATE_HEIGHT = 16;

export interface TextStyle {
  size?: number;
  weight?: number;
  tint?: string;
  align?: CanvasTextAlign;
}

export function font(size = 12, weight = 500): string {
  return `${weight} ${size}px ${FONT}`;
}

export function haloText(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, style: TextStyle = {}): void {
  ctx.font = font(style.size, style.weight);
  ctx.textAlign = style.align ?? "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.setLineDash([]);
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = color("halo");
  ctx.strokeText(text, x, y);
  ctx.fillStyle = style.tint ?? color("text");
  ctx.fillText(text, x, y);
}

/** Text on a rounded ground of its own; returns its width. */
export function pill(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, style: TextStyle = {}): number {
  const size = style.size ?? 12;
  ctx.font = font(size, style.weight ?? 600);
  const width = ctx.measureText(text).width + 14;
  const left = style.align === "center" ? x - width / 2 : x;
  ctx.beginPath();
  ctx.roundRect(left, y - size / 2 - 4, width, size + 8, 4);
  ctx.fillStyle = color("surface");
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.setLineDash([]);
  ctx.strokeStyle = color("border");
  ctx.stroke();
  ctx.fillStyle = style.tint ?? color("text");
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(text, left + 7, y + 0.5);
  return width;
}

/** Text on a ground of the map's own surface, so that a street's name under it does not show through. */
export function plate(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, style: TextStyle = {}): void {
  ctx.font = font(style.size, style.weight);
  const width = ctx.measureText(text).width + 2 * PLATE_PAD;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - PLATE_HEIGHT / 2, width, PLATE_HEIGHT, 4);
  ctx.fillStyle = faded(color("surface"), 0.88);
  ctx.fill();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = style.tint ?? color("text");
  ctx.fillText(text, x, y + 0.5);
}

/** Left, top, width, height. */
export type Box = [number, number, number, number];

/** Remembers taken boxes; a label is drawn only where nothing stands. */
export class Room {
  private readonly taken: Box[] = [];

  /** This stands here, whatever else does. */
  add(...[left, top, width, height]: Box): void {
    this.taken.push([left, top, left + width, top + height]);
  }

  take(left: number, top: number, width: number, height: number): boolean {
    if (!this.isFree(left, top, width, height)) return false;
    this.add(left, top, width, height);
    return true;
  }

  isFree(left: number, top: number, width: number, height: number): boolean {
    const right = left + width;
    const bottom = top + height;
    return !this.taken.some(([l, t, r, b]) => left < r && right > l && top < b && bottom > t);
  }
}
