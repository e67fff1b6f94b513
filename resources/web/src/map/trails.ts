// Trails from typed arrays: the line with its direction, stops with minutes, gaps as two open ends and never a line.
// Python chooses the level of detail for the view; this file only paints what came.
import { type Frame, mercatorX, mercatorY } from "./layer";
import { type Mark, mark, paintMark } from "./marks";
import { color, faded, palette } from "./theme";
import { type Box, font, pill, plate, PLATE_HEIGHT, PLATE_PAD, Room } from "./text";
import { clock, duration, word } from "./words";

export interface Stop {
  start: number;
  end: number;
  lat: number;
  lon: number;
  title: string;
  is_visit: boolean;
}
export interface Gap {
  start: number;
  end: number;
  cause: string;
  from: [number, number];
  to: [number, number];
}
export interface TrailHead {
  id: string;
  name: string;
  series: number;
  stops: Stop[];
  gaps: Gap[];
  /** Runs of vertices without a gap between them: [first, count] into the shared arrays. */
  runs: [number, number][];
  ends: [number, number, number, number];
}
export interface TrailPage {
  heads: TrailHead[];
  x: Float64Array;
  y: Float64Array;
  t: Float64Array;
}

/** Reads what kobra_desktop/map/trails.py packs: u32 head length, JSON head, padding to 8, then x, y, t. */
export function unpack(buffer: ArrayBuffer): TrailPage {
  const view = new DataView(buffer);
  const size = view.getUint32(0, true);
  const count = view.getUint32(4, true);
  const heads = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, size))) as TrailHead[];
  const from = Math.ceil((8 + size) / 8) * 8;
  const column = (at: number): Float64Array => new Float64Array(buffer, from + at * count * 8, count);
  return { heads, x: column(0), y: column(1), t: column(2) };
}

/** Which marks these trails have, in the order of the legend. */
export function marksOf(page: TrailPage): string[] {
  const stops = page.heads.flatMap((head) => head.stops);
  const has: Record<string, boolean> = {
    start: page.heads.length > 0,
    visit_stop: stops.some((stop) => stop.is_visit),
    stop: stops.some((stop) => !stop.is_visit),
    gap_end: page.heads.some((head) => head.gaps.length > 0),
    end: page.heads.length > 0,
  };
  return Object.keys(has).filter((key) => has[key]);
}

/** Boxes about short stretches of the line, so that the pointer looks at the few near it. */
const STRETCH = 64;

interface Stretch {
  head: TrailHead;
  first: number;
  last: number;
  box: [number, number, number, number];
}

function stretchesOf(page: TrailPage): Stretch[] {
  const made: Stretch[] = [];
  for (const head of page.heads) {
    for (const [start, count] of head.runs) {
      for (let first = start; first < start + Math.max(1, count - 1); first += STRETCH) {
        const last = Math.min(first + STRETCH, start + count - 1);
        const box: Stretch["box"] = [Infinity, Infinity, -Infinity, -Infinity];
        for (let each = first; each <= last; each++) {
          box[0] = Math.min(box[0], page.x[each]!);
          box[1] = Math.min(box[1], page.y[each]!);
          box[2] = Math.max(box[2], page.x[each]!);
          box[3] = Math.max(box[3], page.y[each]!);
        }
        made.push({ head, first, last, box });
      }
    }
  }
  return made;
}

export function seriesColor(series: number): string {
  const all = palette().series;
  return all[series % all.length]!;
}

/** A moment of a trail under the pointer, and what is said of it. */
export interface Moment {
  id: string;
  time: number;
  lines: string[];
}

const REACH = 9;
const ARROW_EVERY = 84;

export class TrailsPainter {
  page: TrailPage | undefined;
  private stretches: Stretch[] = [];
  private indexedPage: TrailPage | undefined;
  /** While replaying the line steps back so that the moving mark stands out. */
  isFaint = false;
  /** When the present trails were first painted, by the page's clock; 0: not yet. For benchmarks. */
  firstPaintedAt = 0;

  /** `pins`: what will be painted over the line; no text is put under it. */
  paint(ctx: CanvasRenderingContext2D, frame: Frame, pins: readonly Box[] = []): void {
    const page = this.page;
    if (!page) return;
    if (this.firstPaintedAt === 0) requestAnimationFrame(() => { this.firstPaintedAt = performance.now(); });
    for (const head of page.heads) this.paintLine(ctx, frame, page, head);
    const room = new Room();
    for (const pin of pins) room.add(...pin);
    for (const head of page.heads) this.paintGaps(ctx, frame, head, room);
    for (const head of page.heads) this.paintStops(ctx, frame, head, room);
    for (const head of page.heads) paintEnds(ctx, frame, head);
  }

  /** The stop or the fix nearest to a point of the canvas, within a finger's breadth. */
  momentAt(frame: Frame, x: number, y: number): Moment | undefined {
    for (const head of this.page?.heads ?? []) {
      for (const stop of head.stops) {
        const [sx, sy] = at(frame, [stop.lat, stop.lon]);
        if (Math.hypot(sx - x, sy - y) > REACH) continue;
        const text = `${word(stop.is_visit ? "trail_visit_stop" : "trail_stop")} · ${duration((stop.end - stop.start) / 60)}`;
        const lines = [head.name, text, `${clock(stop.start)}–${clock(stop.end)}`];
        return { id: head.id, time: stop.start, lines: stop.title ? [stop.title, ...lines.slice(1)] : lines };
      }
    }
    return this.fixAt(frame, x, y);
  }

  private fixAt(frame: Frame, x: number, y: number): Moment | undefined {
    const page = this.page;
    if (!page) return undefined;
    if (this.indexedPage !== page) [this.indexedPage, this.stretches] = [page, stretchesOf(page)];
    const [mx, my] = [(x + frame.left) / frame.scale, (y + frame.top) / frame.scale];
    const reach = REACH / frame.scale;
    let best: Moment | undefined;
    let least = REACH;
    for (const { head, first, last, box } of this.stretches) {
      if (mx < box[0] - reach || my < box[1] - reach || mx > box[2] + reach || my > box[3] + reach) continue;
      for (let each = first; each < Math.max(first + 1, last); each++) {
        const next = Math.min(each + 1, last);
        const { apart, share } = nearest(frame, page, each, next, x, y);
        if (apart >= least) continue;
        least = apart;
        const time = page.t[each]! + (page.t[next]! - page.t[each]!) * share;
        best = { id: head.id, time, lines: [head.name, clock(time)] };
      }
    }
    return best;
  }

  private paintLine(ctx: CanvasRenderingContext2D, frame: Frame, page: TrailPage, head: TrailHead): void {
    const tint = seriesColor(head.series);
    ctx.lineJoin = "round";
    ctx.lineCap = "round";
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const [first, count] of head.runs) trace(ctx, frame, page, first, count);
    ctx.lineWidth = 8.5;
    ctx.strokeStyle = faded(color("halo"), this.isFaint ? 0.5 : 0.9);
    ctx.stroke();
    ctx.lineWidth = 5.5;
    ctx.strokeStyle = this.isFaint ? faded(tint, 0.38) : tint;
    ctx.stroke();
    if (!this.isFaint) for (const [first, count] of head.runs) arrows(ctx, frame, page, first, count);
  }

  private paintGaps(ctx: CanvasRenderingContext2D, frame: Frame, head: TrailHead, room: Room): void {
    const tint = color("state_no_signal");
    for (const gap of head.gaps) {
      const [ax, ay] = at(frame, gap.from);
      const [bx, by] = at(frame, gap.to);
      const end = mark("trail", "gap_end");
      paintMark(ctx, end, ax, ay, { size: 11 });
      paintMark(ctx, end, bx, by, { size: 11 });
      const minutes = (gap.end - gap.start) / 60;
      const text = word(gap.cause ? "gap_cause" : "gap", { duration: duration(minutes), cause: gap.cause });
      if (frame.zoom >= 13 && room.take(ax - 70, ay + 9, 140, PLATE_HEIGHT)) {
        plate(ctx, text, ax, ay + 17, { size: 12, weight: 500, tint });
      }
    }
  }

  private paintStops(ctx: CanvasRenderingContext2D, frame: Frame, head: TrailHead, room: Room): void {
    const byLength = [...head.stops].sort((a, b) => b.end - b.start - (a.end - a.start));
    for (const stop of [...byLength].reverse()) {
      const [x, y] = at(frame, [stop.lat, stop.lon]);
      paintMark(ctx, markOf(stop), x, y, { size: stop.is_visit ? 15 : 13 });
      room.add(x - 7, y - 7, 14, 14);
    }
    for (const stop of byLength) {
      const [x, y] = at(frame, [stop.lat, stop.lon]);
      const kind = markOf(stop);
      const text = duration((stop.end - stop.start) / 60);
      if (frame.zoom >= 13 && room.take(x + 9, y - 11, text.length * 7 + 16, 22)) {
        pill(ctx, text, x + 12, y, { size: 12, tint: color(kind.color) });
      }
      if (frame.zoom < 16 || stop.title === "") continue;
      const title = `${stop.title} · ${clock(stop.start)}`;
      ctx.font = font();
      const wide = ctx.measureText(title).width + 2 * PLATE_PAD;
      if (room.take(x - wide / 2, y + 10, wide, PLATE_HEIGHT)) plate(ctx, title, x, y + 18, { tint: color("text_2") });
    }
  }
}

function markOf(stop: Stop): Mark {
  return mark("trail", stop.is_visit ? "visit_stop" : "stop");
}

/** How far a point of the canvas is from a segment, and at which share of it. */
function nearest(frame: Frame, page: TrailPage, a: number, b: number, x: number, y: number): { apart: number; share: number } {
  const ax = page.x[a]! * frame.scale - frame.left;
  const ay = page.y[a]! * frame.scale - frame.top;
  const dx = page.x[b]! * frame.scale - frame.left - ax;
  const dy = page.y[b]! * frame.scale - frame.top - ay;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return { apart: Math.hypot(ax + dx * share - x, ay + dy * share - y), share };
}

function at(frame: Frame, [lat, lon]: [number, number]): [number, number] {
  return [mercatorX(lon) * frame.scale - frame.left, mercatorY(lat) * frame.scale - frame.top];
}

function trace(ctx: CanvasRenderingContext2D, frame: Frame, page: TrailPage, first: number, count: number): void {
  for (let each = first; each < first + count; each++) {
    const x = page.x[each]! * frame.scale - frame.left;
    const y = page.y[each]! * frame.scale - frame.top;
    if (each === first) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
}

/** Chevrons along the line, in the halo's colour, at even distances on the screen; jitter is looked past. */
function arrows(ctx: CanvasRenderingContext2D, frame: Frame, page: TrailPage, first: number, count: number): void {
  const px = (each: number): [number, number] => [
    page.x[each]! * frame.scale - frame.left,
    page.y[each]! * frame.scale - frame.top,
  ];
  let due = ARROW_EVERY / 2;
  let behind = px(first);
  let last = behind;
  ctx.lineWidth = 1.7;
  ctx.strokeStyle = color("halo");
  ctx.beginPath();
  for (let each = first + 1; each < first + count; each++) {
    const here = px(each);
    const length = Math.hypot(here[0] - last[0], here[1] - last[1]);
    const reach = Math.hypot(here[0] - behind[0], here[1] - behind[1]);
    for (; due <= length && length < 4000; due += ARROW_EVERY) {
      const share = due / length;
      const [ux, uy] = [(here[0] - behind[0]) / reach, (here[1] - behind[1]) / reach];
      if (reach > 8) chevron(ctx, last[0] + (here[0] - last[0]) * share, last[1] + (here[1] - last[1]) * share, ux, uy);
    }
    due -= length;
    if (due < 0) due = ARROW_EVERY / 2;
    if (reach > 12) behind = last;
    last = here;
  }
  ctx.stroke();
}

function chevron(ctx: CanvasRenderingContext2D, x: number, y: number, ux: number, uy: number): void {
  const [back, side] = [1.5, 2.1];
  ctx.moveTo(x - ux * back - uy * side, y - uy * back + ux * side);
  ctx.lineTo(x + ux * back, y + uy * back);
  ctx.lineTo(x - ux * back + uy * side, y - uy * back - ux * side);
}

function paintEnds(ctx: CanvasRenderingContext2D, frame: Frame, head: TrailHead): void {
  const [fromLat, fromLon, toLat, toLon] = head.ends;
  for (const [name, place] of [
    ["start", [fromLat, fromLon]],
    ["end", [toLat, toLon]],
  ] as const) {
    const [x, y] = at(frame, place as [number, number]);
    paintMark(ctx, mark("trail", name), x, y, { size: 15 });
  }
}
