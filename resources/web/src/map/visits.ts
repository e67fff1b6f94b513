// Visits: a pin with the mark of its state in the head and the verdict at its shoulder; far away the mark alone.
import type { Frame } from "./layer";
import type { Hit } from "./agents";
import { paintArrival, paintArrivalDistance } from "./ground";
import { mark, paintMark, pin, SIZES } from "./marks";
import { type Model, PINS_BESIDE_TRAIL_FROM, type Visit } from "./state";
import { color, faded } from "./theme";
import { type Box, font, haloText, Room } from "./text";
import { figure, word } from "./words";

const ARRIVALS_FROM = 14;
const PINS_ALWAYS_FROM = 16;
const MOST_PINS = 120;
const DISTANCES_FROM = 15;
const NAMES_FROM = 17;
const HEAD = 20;

export class VisitsPainter {
  hits: Hit[] = [];
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
  }

  /** Pins when they are near enough, and few enough to be read. */
  private hasPins(frame: Frame): boolean {
    if (frame.zoom < this.model.pinsFrom) return false;
    if (frame.zoom >= PINS_ALWAYS_FROM) return true;
    let count = 0;
    for (const visit of this.model.visits) if (isInside(visit, frame)) count += 1;
    return count <= MOST_PINS;
  }

  paint(ctx: CanvasRenderingContext2D, frame: Frame): void {
    this.hits = [];
    if (!this.model.shows.visits) return;
    const room = new Room();
    const hasPins = this.hasPins(frame);
    const isBesideTrail = this.model.pinsFrom === PINS_BESIDE_TRAIL_FROM;
    const seen = this.model.visits
      .filter((visit) => isInside(visit, frame))
      // A visit that was made has its stop there: a dot in it would be an eye.
      .filter((visit) => hasPins || !isBesideTrail || !IS_MADE.has(visit.state))
      .sort((a, b) => b.lat - a.lat);
    const hasArrivals = hasPins || (isBesideTrail && frame.zoom >= ARRIVALS_FROM);
    const away = hasArrivals ? this.model.visits.filter((visit) => visit.verdict === "away" && isInside(visit, frame)) : [];
    for (const visit of away) paintArrival(ctx, frame, visit);
    for (const visit of seen) {
      const x = visit.x * frame.scale - frame.left;
      const y = visit.y * frame.scale - frame.top;
      if (this.model.chosen.has(visit.id)) paintChosen(ctx, x, hasPins ? y - HEAD * 0.86 : y, hasPins ? 15 : 8);
      if (visit.id !== this.model.selected) {
        if (hasPins) paintPin(ctx, visit, x, y, 1);
        else paintDot(ctx, visit.state, x, y, frame.zoom < 12 ? 1.9 : 2.7);
      }
      this.hits.push({ kind: "visit", id: visit.id, x, y: hasPins ? y - HEAD * 0.86 : y, radius: hasPins ? 13 : 8 });
      room.add(x - 11, y - (hasPins ? 28 : 4), 22, hasPins ? 28 : 8);
    }
    if (frame.zoom >= DISTANCES_FROM) for (const visit of away) paintArrivalDistance(ctx, frame, visit, room);
    if (frame.zoom >= NAMES_FROM && !this.model.isWall) this.paintNames(ctx, frame, seen, room);
  }

  /** The boxes of pins or dots, for those who write under them. */
  boxes(frame: Frame): Box[] {
    if (!this.model.shows.visits) return [];
    const [left, top, wide, high] = this.hasPins(frame) ? [-13, -30, 26, 30] : [-4, -4, 8, 8];
    return this.model.visits
      .filter((visit) => isInside(visit, frame))
      .map((visit) => [visit.x * frame.scale - frame.left + left!, visit.y * frame.scale - frame.top + top!, wide!, high!]);
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

/** The ground of a visit that is chosen with others. */
function paintChosen(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = faded(color("accent"), 0.3);
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = color("accent");
  ctx.stroke();
}

function isInside(visit: Visit, frame: Frame): boolean {
  const x = visit.x * frame.scale - frame.left;
  const y = visit.y * frame.scale - frame.top;
  return x > -30 && y > -10 && x < frame.width + 30 && y < frame.height + 40;
}

const IS_MADE = new Set(["checked_in", "completed", "not_completed"]);
const IS_OVER = new Set(["completed", "not_completed", "cancelled", "expired"]);

/** Far away a visit is a dot: full when it is over, a ring while it is due. What asks for something keeps its mark. */
function paintDot(ctx: CanvasRenderingContext2D, state: string, x: number, y: number, radius: number): void {
  const what = mark("visits", state);
  if (state === "blocked" || state === "checked_in") return paintMark(ctx, what, x, y, { size: radius * 3.4, halo: 1 });
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(x, y, radius + 1, 0, 2 * Math.PI);
  ctx.fillStyle = color("halo");
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x, y, radius - 0.4, 0, 2 * Math.PI);
  if (IS_OVER.has(state)) {
    ctx.fillStyle = color(what.color);
    ctx.fill();
  } else {
    ctx.lineWidth = 1.3;
    ctx.strokeStyle = color(what.color);
    ctx.stroke();
  }
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
