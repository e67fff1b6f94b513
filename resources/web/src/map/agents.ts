// Paints the live agents: single marks, or clusters with the worst state inside when more than 200 are in view.
import type * as L from "leaflet";
import Supercluster, { type ClusterFeature, type PointFeature } from "supercluster";
import { type Frame, mercatorX, mercatorY } from "./layer";
import { mark, paintMark, SIZES } from "./marks";
import { stamp } from "./sprites";
import { type Model, STATES } from "./state";
import { FONT, color } from "./theme";
import { type Box, font, haloText, plate, PLATE_HEIGHT, PLATE_PAD, Room } from "./text";
import { duration, figure, word } from "./words";

const CLUSTER_OVER = 200;
const CLUSTER_UNDER = 160;
const NAMES_UNDER = 40;
const STOPPED_MINUTES = 20;

interface Leaf {
  at: number;
  severity: number;
}
interface Sum {
  severity: number;
  counts: number[];
}
type Point = PointFeature<Leaf> | ClusterFeature<Sum>;
interface Seen {
  at: number;
  x: number;
  y: number;
}

/** Where a name may stand about a mark, the best first: above, below, right, left. */
function placesFor(x: number, y: number, wide: number): Box[] {
  const half = PLATE_HEIGHT / 2;
  return [
    [x - wide / 2, y - 13 - PLATE_HEIGHT, wide, PLATE_HEIGHT],
    [x - wide / 2, y + 13, wide, PLATE_HEIGHT],
    [x + 14, y - half, wide, PLATE_HEIGHT],
    [x - 14 - wide, y - half, wide, PLATE_HEIGHT],
  ];
}

export interface Hit {
  kind: "agent" | "visit" | "circle" | "cluster";
  id: string;
  x: number;
  y: number;
  radius: number;
  cluster?: number;
  /** Of a cluster: how many of each state, by its severity. */
  counts?: number[];
}

export class AgentsPainter {
  hits: Hit[] = [];
  /** What else stands on the map and is not covered by a name if there is another place for it. */
  obstacles: readonly Hit[] = [];
  isClustered = false;
  /** Only benchmarks draw crowds one by one. */
  isNeverClustered = false;
  private index: Supercluster<Leaf, Sum> | undefined;
  private indexed = -1;
  private order = new Int32Array(0);
  private ordered = -1;
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
  }

  paint(ctx: CanvasRenderingContext2D, frame: Frame, view: L.LatLngBounds): void {
    this.hits = [];
    if (!this.model.shows.agents) return;
    const inView = this.inView(view);
    const limit = this.isClustered ? CLUSTER_UNDER : CLUSTER_OVER;
    this.isClustered = inView > limit && !this.isNeverClustered;
    if (this.isClustered) this.paintClusters(ctx, frame);
    else this.paintSingles(ctx, frame, inView);
  }

  expansionZoom(cluster: number): number {
    return this.index?.getClusterExpansionZoom(cluster) ?? 17;
  }

  private inView(view: L.LatLngBounds): number {
    const { agents } = this.model;
    const [west, east] = [mercatorX(view.getWest()), mercatorX(view.getEast())];
    const [north, south] = [mercatorY(view.getNorth()), mercatorY(view.getSouth())];
    let count = 0;
    for (let at = 0; at < agents.count; at++) {
      const [x, y] = [agents.x[at]!, agents.y[at]!];
      if (x >= west && x <= east && y >= north && y <= south && agents.severity(at) > 0) count += 1;
    }
    return count;
  }

  /** Worst last, so that it lies on top. */
  private byWeight(): Int32Array {
    const { agents } = this.model;
    if (this.ordered !== agents.version || this.order.length !== agents.count) {
      this.order = Int32Array.from({ length: agents.count }, (_, at) => at);
      this.order.sort((a, b) => agents.severity(a) - agents.severity(b));
      this.ordered = agents.version;
    }
    return this.order;
  }

  private paintSingles(ctx: CanvasRenderingContext2D, frame: Frame, inView: number): void {
    const { agents, selected } = this.model;
    const isNoted = inView <= CLUSTER_OVER;
    const room = new Room();
    const seen: Seen[] = [];
    for (const at of this.byWeight()) {
      if (agents.severity(at) === 0) continue;
      const x = agents.x[at]! * frame.scale - frame.left;
      const y = agents.y[at]! * frame.scale - frame.top;
      if (x < -30 || y < -30 || x > frame.width + 30 || y > frame.height + 30) continue;
      if (agents.ids[at] !== selected) stamp(ctx, agents.look(at), x, y);
      this.hits.push({ kind: "agent", id: agents.ids[at]!, x, y, radius: SIZES.agent / 2 + 5 });
      if (!isNoted) continue;
      this.reserve(at, x, y, room);
      seen.push({ at, x, y });
    }
    if (!isNoted) return;
    seen.reverse(); // the worst first: it has the choice of places
    this.paintNotes(ctx, seen, room);
    if (inView <= NAMES_UNDER && !this.model.isWall) this.paintNames(ctx, seen, room);
  }

  /** The boxes of a mark and of its badges: no text may cover them. */
  private reserve(at: number, x: number, y: number, room: Room): void {
    const look = this.model.agents.look(at);
    const half = look.state === "sos" ? 15 : 11;
    room.add(x - half, y - half, 2 * half, 2 * half);
    if (look.isDoubtful) room.add(x + 3, y - 18, 15, 14);
    if (look.isLow) room.add(x + 2, y + 1, 16, 12);
  }

  /** What stands beside a mark: minutes stopped, age of a silence, battery figure. */
  private paintNotes(ctx: CanvasRenderingContext2D, seen: Seen[], room: Room): void {
    const { agents, selected } = this.model;
    for (const { at, x, y } of seen) {
      if (agents.ids[at] === selected) continue;
      this.paintAge(ctx, at, x, y, room);
      const look = agents.look(at);
      if (look.isLow && room.take(x + 18, y + 2, 24, 13)) {
        haloText(ctx, `${figure(look.battery)}%`, x + 19, y + 8, { size: 11, weight: 600, tint: color("state_danger") });
      }
    }
  }

  /** Names where there is room: best where they cover no visit either, never over another agent. */
  private paintNames(ctx: CanvasRenderingContext2D, seen: Seen[], room: Room): void {
    const { agents, selected } = this.model;
    const visits = new Room();
    for (const { x, y, radius } of this.obstacles) visits.add(x - radius / 2, y - radius / 2, radius, radius);
    ctx.font = font(12, 500);
    for (const { at, x, y } of seen) {
      if (agents.ids[at] === selected) continue;
      const name = agents.shortNames[at]!;
      const wide = ctx.measureText(name).width + 2 * PLATE_PAD;
      const places = placesFor(x, y, wide).filter((box) => room.isFree(...box));
      const box = places.find((each) => visits.isFree(...each)) ?? places[0];
      if (!box) continue;
      room.add(...box);
      plate(ctx, name, box[0] + wide / 2, box[1] + PLATE_HEIGHT / 2);
    }
  }

  private paintAge(ctx: CanvasRenderingContext2D, at: number, x: number, y: number, room: Room): void {
    const { agents } = this.model;
    const minutes = agents.minutes(at);
    const state = STATES[agents.severity(at)];
    if (!(minutes >= 0)) return;
    if (state === "stopped" && minutes >= STOPPED_MINUTES && room.take(x + 12, y - 7, 40, 13)) {
      haloText(ctx, duration(minutes), x + 14, y - 1, { size: 11, weight: 600, tint: color("state_stopped") });
    }
    if (state === "no_signal" && room.take(x - 18, y + 11, 36, 13)) {
      haloText(ctx, duration(minutes), x, y + 18, { size: 11, weight: 500, align: "center", tint: color("state_no_signal") });
    }
  }

  private build(): Supercluster<Leaf, Sum> {
    const { agents } = this.model;
    if (this.index && this.indexed === agents.version) return this.index;
    const points: PointFeature<Leaf>[] = [];
    for (let at = 0; at < agents.count; at++) {
      const severity = agents.severity(at);
      if (severity === 0) continue;
      points.push({
        type: "Feature",
        properties: { at, severity },
        geometry: { type: "Point", coordinates: [agents.lon(at), agents.lat(at)] },
      });
    }
    this.index = new Supercluster<Leaf, Sum>({
      radius: 64,
      extent: 256,
      maxZoom: 17,
      minPoints: 4,
      map: (leaf) => {
        const counts = [0, 0, 0, 0, 0, 0];
        counts[leaf.severity] = 1;
        return { severity: leaf.severity, counts };
      },
      reduce: (sum, more) => {
        sum.severity = Math.max(sum.severity, more.severity);
        sum.counts = sum.counts.map((count, at) => count + more.counts[at]!);
      },
    }).load(points);
    this.indexed = agents.version;
    return this.index;
  }

  private paintClusters(ctx: CanvasRenderingContext2D, frame: Frame): void {
    const b = frame.bounds;
    const found = this.build().getClusters([b.getWest(), b.getSouth(), b.getEast(), b.getNorth()], frame.zoom) as Point[];
    for (const point of found) {
      const [lon, lat] = point.geometry.coordinates as [number, number];
      const x = mercatorX(lon) * frame.scale - frame.left;
      const y = mercatorY(lat) * frame.scale - frame.top;
      if ("cluster_id" in point.properties) {
        const { counts, severity, point_count, cluster_id } = point.properties;
        const radius = paintCluster(ctx, x, y, point_count, severity, counts);
        this.hits.push({ kind: "cluster", id: "", x, y, radius, cluster: cluster_id, counts });
      } else {
        const { at } = point.properties;
        const id = this.model.agents.ids[at]!;
        if (id !== this.model.selected) stamp(ctx, this.model.agents.look(at), x, y);
        this.hits.push({ kind: "agent", id, x, y, radius: SIZES.agent / 2 + 5 });
      }
    }
  }
}

/** A disc: how many, of what (the ring's parts), and the mark of the worst. Returns its radius in pixels. */
export function paintCluster(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  count: number,
  severity: number,
  counts: number[],
): number {
  const radius = 17 + Math.min(13, Math.log2(count) * 1.5);
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(x, y, radius + 2, 0, 2 * Math.PI);
  ctx.fillStyle = color("halo");
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = color("surface");
  ctx.fill();
  paintRing(ctx, x, y, radius - 2, count, counts);
  ctx.fillStyle = color("text");
  ctx.font = `600 ${count >= 1000 ? 12 : 13}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(figure(count), x, y - radius * 0.24);
  const state = STATES[severity] ?? "no_signal";
  paintMark(ctx, mark("bodies", state), x, y + radius * 0.4, { size: state === "sos" ? 9.5 : 11, turn: 0, halo: 0 });
  return radius;
}

/** One SOS among a thousand must be seen: no part of the ring is smaller. */
const LEAST_SHARE = 0.05;

function paintRing(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, count: number, counts: number[]): void {
  let from = -Math.PI / 2;
  ctx.lineWidth = 3.5;
  ctx.lineCap = "butt";
  const seen = counts.map((each) => (each > 0 ? Math.max(each / count, LEAST_SHARE) : 0));
  const whole = seen.reduce((sum, share) => sum + share, 0);
  for (let severity = STATES.length - 1; severity > 0; severity--) {
    const share = seen[severity]! / whole;
    if (share === 0) continue;
    const to = from + share * 2 * Math.PI;
    ctx.beginPath();
    ctx.arc(x, y, radius, from, to);
    ctx.strokeStyle = color(mark("bodies", STATES[severity]!).color);
    ctx.stroke();
    from = to;
  }
}

/** «1.110», then each state with how many, the worst first. */
export function describeCluster(counts: number[]): string[] {
  const lines = [figure(counts.reduce((sum, each) => sum + each, 0))];
  for (let severity = STATES.length - 1; severity > 0; severity--) {
    if (counts[severity]! > 0) lines.push(`${figure(counts[severity]!)} · ${word(`state_${STATES[severity]!}`)}`);
  }
  return lines;
}

/** «Ana Ruiz · En movimiento · 64 %»: said under the pointer, in the wall's mode without the name. */
export function describe(model: Model, at: number): string[] {
  const look = model.agents.look(at);
  const lines = model.isWall ? [] : [model.agents.names[at]!];
  const parts = [word(`state_${look.state}`)];
  const minutes = model.agents.minutes(at);
  if (minutes >= 0 && (look.state === "stopped" || look.state === "no_signal")) parts.push(duration(minutes));
  if (look.battery >= 0) parts.push(`${figure(look.battery)} %`);
  if (look.isDoubtful) parts.push(word("doubt"));
  lines.push(parts.join(" · "));
  return lines;
}
