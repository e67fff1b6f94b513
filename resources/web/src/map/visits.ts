// Visits: a pin with the mark of its state in the head and the verdict at its shoulder; far away the mark alone.
import type { Frame } from "./layer";
import type { Hit } from "./agents";
import { paintArrival } from "./ground";
import { mark, paintMark, pin, SIZES } from "./marks";
import type { Model, Visit } from "./state";
import { color } from "./theme";
import { font, haloText, Room } from "./text";
import { figure, word } from "./words";

const PINS_FROM = 14;
const NAMES_FROM = 17;
const HEAD = 20;

export class VisitsPainter {
  hits: Hit[] = [];
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
  }

  paint(ctx: CanvasRenderingContext2D, frame: Frame): void {
    this.hits = [];
    if (!this.model.shows.visits) return;
    const room = new Room();
    const seen = this.model.visits.filter((visit) => isInside(visit, frame)).sort((a, b) => a.lat - b.lat).reverse();
    for (const visit of seen) if (visit.verdict === "away" && frame.zoom >= PINS_FROM) paintArrival(ctx, frame, visit);
    for (const visit of seen) {
      const x = visit.x * frame.scale - frame.left;
      const y = visit.y * frame.scale - frame.top;
      if (visit.id !== this.model.selected) {
        if (frame.zoom >= PINS_FROM) paintPin(ctx, visit, x, y, 1);
        else paintMark(ctx, mark("visits", visit.state), x, y, { size: frame.zoom < 12 ? 5 : 7, halo: 1 });
      }
      const top = frame.zoom >= PINS_FROM ? y - HEAD * 0.86 : y;
      this.hits.push({ kind: "visit", id: visit.id, x, y: top, radius: frame.zoom >= PINS_FROM ? 13 : 8 });
      room.take(x - 11, y - 28, 22, 28);
    }
    if (frame.zoom >= NAMES_FROM && !this.model.isWall) this.paintNames(ctx, frame, seen, room);
  }

  private paintNames(ctx: CanvasRenderingContext2D, frame: Frame, seen: Visit[], room: Room): void {
    for (const visit of seen) {
      if (visit.id === this.model.selected) continue;
      const x = visit.x * frame.scale - frame.left;
      const y = visit.y * frame.scale - frame.top;
      ctx.font = font(12, 500);
      const width = ctx.measureText(visit.title).width;
      if (room.take(x - width / 2, y + 3, width, 14)) {
        haloText(ctx, visit.title, x, y + 11, { align: "center", tint: color("text_2") });
      }
    }
  }
}

function isInside(visit: Visit, frame: Frame): boolean {
  const x = visit.x * frame.scale - frame.left;
  const y = visit.y * frame.scale - frame.top;
  return x > -30 && y > -10 && x < frame.width + 30 && y < frame.height + 40;
}

/** The pin, its tip on the address; `scale` is 1, or more when selected. */
export function paintPin(ctx: CanvasRenderingContext2D, visit: Visit, x: number, y: number, scale: number): void {
  const shape = pin();
  const size = HEAD * scale;
  const head = y - (size / 2) * (shape.tip?.[1] ?? 1);
  const state = mark("visits", visit.state);
  paintMark(ctx, shape, x, head, { size, halo: 1.5, edge: color(state.color) });
  if (visit.order !== null) {
    ctx.fillStyle = color(state.color);
    ctx.font = font(11.5 * scale, 700);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(figure(visit.order), x, head + 0.5);
    paintMark(ctx, state, x - size * 0.52, head + size * 0.34, { size: 10 * scale, halo: 1.5 });
  } else {
    paintMark(ctx, state, x, head, { size: (SIZES.visit - 2) * scale, halo: 0 });
  }
  if (visit.verdict) {
    const verdict = mark("verdicts", visit.verdict);
    paintMark(ctx, verdict, x + size * 0.5, head - size * 0.36, { size: SIZES.verdict * scale, halo: 1.5 });
  }
}

export function describeVisit(model: Model, visit: Visit): string[] {
  const lines = model.isWall ? [] : [visit.title];
  const parts = [word(`visit_${visit.state}`)];
  if (visit.verdict) parts.push(word(`verdict_${visit.verdict}`));
  lines.push(parts.join(" · "));
  return lines;
}
