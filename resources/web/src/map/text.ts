// Text on the canvas: a halo under it, pills, and a grid that keeps labels off each other.
import { FONT, color } from "./theme";

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

/** Remembers taken boxes; a label is drawn only where nothing stands. */
export class Room {
  private readonly taken: [number, number, number, number][] = [];

  take(left: number, top: number, width: number, height: number): boolean {
    const right = left + width;
    const bottom = top + height;
    for (const [l, t, r, b] of this.taken) if (left < r && right > l && top < b && bottom > t) return false;
    this.taken.push([left, top, right, bottom]);
    return true;
  }
}
