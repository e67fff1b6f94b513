// Circles: figures where they are, as large and in the colour that Python says; hollow where nothing is known.
import type { Hit } from "./agents";
import type { Frame } from "./layer";
import type { Circle, Model } from "./state";
import { color, faded } from "./theme";
import { haloText, font, pill, Room } from "./text";

const NEAR = 6;

export class CirclesPainter {
  /** The topmost first, as a pointer meets them. */
  hits: Hit[] = [];
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
  }

  paint(ctx: CanvasRenderingContext2D, frame: Frame): void {
    this.hits = [];
    if (this.model.circles.length === 0) return;
    const room = new Room();
    const seen = this.model.circles.filter((circle) => isInside(circle, frame)).sort((a, b) => b.radius - a.radius);
    for (const circle of seen) {
      const [x, y] = spotOf(circle, frame);
      paintCircle(ctx, circle, x, y);
      this.hits.unshift({ kind: "circle", id: circle.id, x, y, radius: Math.max(circle.radius, NEAR) });
      room.add(x - circle.radius, y - circle.radius, 2 * circle.radius, 2 * circle.radius);
    }
    if (!this.model.isWall) for (const circle of seen) paintName(ctx, circle, ...spotOf(circle, frame), room);
  }
}

/** The ring of the chosen or hovered circle, and of the chosen one its figure. */
export function paintChosenCircle(ctx: CanvasRenderingContext2D, frame: Frame, model: Model, circle: Circle, isChosen: boolean): void {
  const [x, y] = spotOf(circle, frame);
  ctx.beginPath();
  ctx.arc(x, y, circle.radius + 4, 0, 2 * Math.PI);
  ctx.setLineDash([]);
  ctx.lineWidth = isChosen ? 3 : 2;
  ctx.strokeStyle = faded(color("accent"), isChosen ? 1 : 0.9);
  ctx.stroke();
  if (isChosen && !model.isWall) pill(ctx, [circle.title, ...circle.lines].join(": "), x, y - circle.radius - 20, { align: "center", size: 13 });
}

function spotOf(circle: Circle, frame: Frame): [number, number] {
  return [circle.x * frame.scale - frame.left, circle.y * frame.scale - frame.top];
}

function isInside(circle: Circle, frame: Frame): boolean {
  const [x, y] = spotOf(circle, frame);
  const r = circle.radius;
  return x > -r && y > -r && x < frame.width + r && y < frame.height + r;
}

function paintCircle(ctx: CanvasRenderingContext2D, circle: Circle, x: number, y: number): void {
  ctx.beginPath();
  ctx.arc(x, y, circle.radius, 0, 2 * Math.PI);
  ctx.fillStyle = circle.fill || faded(color("surface"), 0.75);
  ctx.fill();
  ctx.setLineDash([]);
  ctx.lineWidth = 3;
  ctx.strokeStyle = color("halo");
  ctx.stroke();
  ctx.setLineDash(circle.fill ? [] : [3, 2.5]);
  ctx.lineWidth = circle.fill ? 1 : 1.5;
  ctx.strokeStyle = color("text_2");
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Beside, above or below its circle, where nothing stands. */
function paintName(ctx: CanvasRenderingContext2D, circle: Circle, x: number, y: number, room: Room): void {
  ctx.font = font(12, 600);
  const wide = ctx.measureText(circle.title).width;
  const r = circle.radius + 5;
  const ways: [number, number][] = [[x + r, y], [x - r - wide, y], [x - wide / 2, y + r + 6], [x - wide / 2, y - r - 6]];
  const way = ways.find(([left, middle]) => room.take(left, middle - 8, wide, 16));
  if (way) haloText(ctx, circle.title, way[0], way[1], { weight: 600 });
}
