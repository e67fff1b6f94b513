// The map page as a whole: layers in their order, what Python tells it, what the pointer and the keys do.
import * as L from "leaflet";
import tokens from "../../../tokens.json";
import { AgentsPainter, describe, type Hit } from "./agents";
import { type Basemap, basemapLayer } from "./basemap";
import type { Bridge } from "./bridge";
import { Furniture } from "./controls";
import { Drawing } from "./draw";
import { paintGround } from "./ground";
import { CanvasLayer, type Painter } from "./layer";
import { Replay } from "./replay";
import { paintSelection } from "./selection";
import { paintStage } from "./stage";
import { Model } from "./state";
import { type Moment, TrailsPainter, unpack } from "./trails";
import { useTheme } from "./theme";
import { describeVisit, VisitsPainter } from "./visits";
import { word } from "./words";

const PANES = ["fences", "trails", "visits", "agents", "selection"] as const;
type Pane = (typeof PANES)[number];

const COARSE_ZOOM = 11;
const GLIDE_UNDER = 150;
const GLIDE_MS = tokens.motion_ms.marker;

/** South, west, north, east in degrees. */
export type Box = [number, number, number, number];

/** What Python serves under an address; null when it has nothing there any more. */
export async function bytes(address: string): Promise<ArrayBuffer | null> {
  const answer = await fetch(address);
  return answer.ok ? answer.arrayBuffer() : null;
}

export class View {
  readonly model = new Model();
  readonly layers: Record<Pane, CanvasLayer>;
  readonly agents = new AgentsPainter(this.model);
  readonly visits = new VisitsPainter(this.model);
  readonly trails = new TrailsPainter();
  readonly replay: Replay;
  readonly drawing: Drawing;
  readonly furniture: Furniture;
  readonly map: L.Map;
  private readonly bridge: Bridge;
  private ground: L.Layer | undefined;
  private basemap: Basemap | undefined;
  private stageHits: Hit[] = [];
  private trailBounds: Box | null = null;
  private trailsAsked = 0;
  /** The zoom that the painted trails were asked for. */
  trailsZoom = NaN;
  private replayFollowed = "";
  private gliding = 0;

  constructor(map: L.Map, bridge: Bridge) {
    this.map = map;
    this.bridge = bridge;
    this.replay = new Replay(() => this.onReplayFrame(), (time, isPlaying) => bridge.report_replay(time, isPlaying));
    this.drawing = new Drawing(map, (ring) => this.onDrawn(ring));
    this.layers = this.makeLayers();
    this.furniture = new Furniture(map, this.model, {
      zoom: (by) => map.setZoom(map.getZoom() + by),
      fit: () => this.fitAll(),
      changed: () => this.redrawAll(),
    });
    this.listen();
  }

  private makeLayers(): Record<Pane, CanvasLayer> {
    const { map, model } = this;
    const painters: Record<Pane, Painter> = {
      fences: (ctx, frame) => paintGround(ctx, frame, model),
      trails: (ctx, frame) => {
        this.trails.isFaint = this.replay.isLoaded;
        if (model.shows.trails) this.trails.paint(ctx, frame);
      },
      visits: (ctx, frame) => this.visits.paint(ctx, frame),
      agents: (ctx, frame) => {
        if (this.replay.isLoaded) this.stageHits = paintStage(ctx, frame, this.replay, model);
        else this.agents.paint(ctx, frame, map.getBounds());
      },
      selection: (ctx, frame) => {
        paintSelection(ctx, frame, model, this.replay.isLoaded);
        this.drawing.paint(ctx, frame);
      },
    };
    const made = {} as Record<Pane, CanvasLayer>;
    PANES.forEach((name, at) => {
      const pane = map.createPane(name);
      pane.style.zIndex = String(410 + at * 10);
      pane.style.pointerEvents = "none";
      made[name] = new CanvasLayer(name, painters[name]).addTo(map);
    });
    return made;
  }

  private listen(): void {
    const { map } = this;
    map.on("click", (event) => this.onClick(event));
    map.on("dblclick", () => this.drawing.isOn && this.drawing.finish());
    map.on("mousemove", (event) => this.onMove(event));
    map.on("mouseout", () => this.setHovered(undefined));
    map.on("dragstart", () => this.release());
    map.on("moveend", () => this.onMoved());
    map.getContainer().addEventListener("keydown", (event) => this.onKey(event));
  }

  redrawAll(): void {
    for (const name of PANES) this.layers[name].redraw();
  }

  setTheme(name: "light" | "dark"): void {
    useTheme(name);
    this.showBasemap(this.basemap);
    this.furniture.render();
    this.redrawAll();
  }

  showBasemap(basemap: Basemap | undefined): void {
    this.basemap = basemap;
    this.ground?.remove();
    this.ground = undefined;
    if (!basemap) return;
    this.ground = basemapLayer(basemap).addTo(this.map);
    this.furniture.credited(basemap.attribution);
  }

  /** New numbers have come: marks glide there when they are few; the followed agent stays in the middle. */
  showNumbers(data: Float64Array): void {
    this.model.agents.numbers(data);
    cancelAnimationFrame(this.gliding);
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const isFew = this.agents.hits.length <= GLIDE_UNDER && !this.agents.isClustered;
    if (this.model.followed && !this.replay.isLoaded) this.center(this.model.followed);
    else if (isFew && !isCalm && !document.hidden) this.glide(performance.now());
    this.redrawAgents();
  }

  private glide(since: number): void {
    const share = (performance.now() - since) / GLIDE_MS;
    this.model.agents.glide(share);
    this.redrawAgents();
    if (share < 1) this.gliding = requestAnimationFrame(() => this.glide(since));
  }

  private redrawAgents(): void {
    this.layers.agents.redraw();
    if (this.model.selected || this.model.hovered) this.layers.selection.redraw();
  }

  select(id: string, isReported: boolean): void {
    if (id === this.model.selected) return;
    this.model.selected = id;
    this.redrawAll();
    if (isReported) this.bridge.report_selected(id);
  }

  follow(id: string): void {
    this.model.followed = id;
    if (id) this.center(id);
    this.layers.selection.redraw();
  }

  followReplay(id: string): void {
    this.replayFollowed = id;
    if (id) this.onReplayFrame();
  }

  private center(id: string): void {
    const at = this.model.agents.place(id);
    if (at < 0) return;
    this.map.panTo([this.model.agents.lat(at), this.model.agents.lon(at)], { animate: false });
  }

  private release(): void {
    if (!this.model.followed && !this.replayFollowed) return;
    this.model.followed = "";
    this.replayFollowed = "";
    this.layers.selection.redraw();
    this.bridge.report_follow_released();
  }

  /** Everything that is on the map, or the basemap's own extent, or the world. */
  fitAll(): void {
    const { model } = this;
    const bounds = L.latLngBounds([]);
    if (this.trailBounds) {
      const [south, west, north, east] = this.trailBounds;
      bounds.extend([south, west]).extend([north, east]);
    } else {
      for (let at = 0; at < model.agents.count; at++) {
        if (model.agents.severity(at) > 0) bounds.extend([model.agents.lat(at), model.agents.lon(at)]);
      }
      if (!bounds.isValid()) for (const visit of model.visits) bounds.extend([visit.lat, visit.lon]);
    }
    if (!bounds.isValid() && this.basemap?.bounds) {
      const [west, south, east, north] = this.basemap.bounds;
      bounds.extend([south, west]).extend([north, east]);
    }
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [48, 48], maxZoom: 17, animate: false });
  }

  private fromMercator(x: number, y: number): L.LatLng {
    const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
    return L.latLng(lat, (x - 0.5) * 360);
  }

  /** A big trail is painted coarsely at once, then as finely as the view asks. */
  async showTrails(bounds: Box | null, isBig: boolean): Promise<void> {
    this.trailBounds = bounds;
    this.trails.firstPaintedAt = 0;
    this.furniture.trailed(bounds !== null);
    this.trailsAsked += 1;
    if (!bounds) {
      this.trails.page = undefined;
      this.layers.trails.redraw();
      return;
    }
    const isCurrent = !isBig || (await this.pullTrails(Math.min(this.map.getZoom(), COARSE_ZOOM)));
    if (isCurrent) await this.pullTrails(this.map.getZoom());
  }

  /** Asks for what the view needs; false when the view has moved on before the answer came. */
  private async pullTrails(zoom: number): Promise<boolean> {
    const asked = ++this.trailsAsked;
    const b = this.map.getBounds().pad(0.25);
    const query = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth(), zoom].join(",");
    const buffer = await bytes(`live/trails?${query}`);
    if (!buffer || asked !== this.trailsAsked) return false;
    this.trails.page = unpack(buffer);
    this.trailsZoom = zoom;
    this.layers.trails.redraw();
    return true;
  }

  async pullReplay(): Promise<void> {
    const buffer = await bytes("live/replay");
    if (!buffer) return;
    this.replay.load(unpack(buffer));
    this.redrawAll();
  }

  endReplay(): void {
    this.replay.clear();
    this.replayFollowed = "";
    this.redrawAll();
  }

  draw(isWanted: boolean): void {
    if (isWanted) this.drawing.begin();
    else if (this.drawing.isOn) this.drawing.cancel();
    this.furniture.tell(isWanted ? word("draw_hint") : "");
    this.layers.selection.redraw();
  }

  private onDrawn(ring: [number, number][] | null): void {
    this.furniture.tell("");
    this.layers.selection.redraw();
    this.bridge.report_zone(JSON.stringify(ring ?? []));
  }

  private onMoved(): void {
    const center = this.map.getCenter();
    this.bridge.report_view(center.lat, center.lng, this.map.getZoom());
    if (this.trailBounds) void this.pullTrails(this.map.getZoom());
  }

  private onReplayFrame(): void {
    const actor = this.replayFollowed ? this.replay.actors.find((each) => each.id === this.replayFollowed) : undefined;
    const standing = actor ? this.replay.standing(actor) : null;
    if (standing) {
      const where = this.fromMercator(standing.x, standing.y);
      const apart = this.map.latLngToContainerPoint(where).distanceTo(this.map.getSize().divideBy(2));
      if (apart > Math.min(this.map.getSize().x, this.map.getSize().y) / 5) this.map.panTo(where, { animate: false });
    }
    this.layers.agents.redraw();
  }

  private hitAt(point: L.Point): Hit | undefined {
    const frame = this.layers.agents.frame;
    if (!frame) return undefined;
    const origin = this.map.getPixelBounds().min;
    if (!origin) return undefined;
    const x = point.x + origin.x - frame.left;
    const y = point.y + origin.y - frame.top;
    const lists = this.replay.isLoaded ? [this.stageHits, this.visits.hits] : [this.agents.hits, this.visits.hits];
    for (const hits of lists) {
      let best: Hit | undefined;
      let least = Infinity;
      for (const hit of hits) {
        const apart = Math.hypot(hit.x - x, hit.y - y);
        if (apart <= hit.radius && apart < least) [best, least] = [hit, apart];
      }
      if (best) return best;
    }
    return undefined;
  }

  /** What the trail says under the pointer: a stop, or the moment of the nearest fix. */
  private momentAt(point: L.Point): Moment | undefined {
    const frame = this.layers.trails.frame;
    const origin = this.map.getPixelBounds().min;
    if (!frame || !origin || !this.model.shows.trails) return undefined;
    return this.trails.momentAt(frame, point.x + origin.x - frame.left, point.y + origin.y - frame.top);
  }

  private onClick(event: L.LeafletMouseEvent): void {
    if (this.drawing.isOn) {
      this.drawing.click(event.latlng);
      this.layers.selection.redraw();
      return;
    }
    const hit = this.hitAt(event.containerPoint);
    const moment = hit ? undefined : this.momentAt(event.containerPoint);
    if (moment) this.bridge.report_moment(moment.id, moment.time);
    else if (!hit) this.select("", true);
    else if (hit.cluster !== undefined) {
      const where = this.map.containerPointToLatLng(event.containerPoint);
      const zoom = Math.min(18, Math.max(this.map.getZoom() + 1, this.agents.expansionZoom(hit.cluster)));
      this.map.setView(where, zoom);
    } else if (hit.id === this.model.selected) this.bridge.report_opened(hit.id);
    else this.select(hit.id, true);
  }

  private onMove(event: L.LeafletMouseEvent): void {
    if (this.drawing.isOn) {
      this.drawing.move(event.latlng);
      this.layers.selection.redraw();
      return;
    }
    const hit = this.hitAt(event.containerPoint);
    this.setHovered(hit, event.containerPoint);
    const moment = hit ? undefined : this.momentAt(event.containerPoint);
    if (!moment) return;
    this.map.getContainer().classList.add("is-over-mark");
    this.furniture.hover(this.model.isWall ? moment.lines.slice(1) : moment.lines, event.containerPoint.x, event.containerPoint.y);
  }

  private setHovered(hit: Hit | undefined, point?: L.Point): void {
    this.map.getContainer().classList.toggle("is-over-mark", hit !== undefined);
    const id = hit?.id ?? "";
    if (point && id) this.furniture.hover(this.lines(id), point.x, point.y);
    else this.furniture.hover([], 0, 0);
    if (id === this.model.hovered) return;
    this.hover(id);
    this.bridge.report_hovered(id);
  }

  hover(id: string): void {
    this.model.hovered = id;
    this.layers.selection.redraw();
  }

  private lines(id: string): string[] {
    const at = this.model.agents.place(id);
    if (at >= 0) return describe(this.model, at);
    const visit = this.model.visit(id);
    return visit ? describeVisit(this.model, visit) : [];
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) return this.release(); // Leaflet moves the map: that is by hand
    if (this.drawing.isOn) this.onDrawingKey(event.key);
    else if (event.key === "Escape") this.select("", true);
    else if (event.key.toLowerCase() === "t") this.fitAll();
    else if (["f", "r", " ", "[", "]"].includes(event.key.toLowerCase())) this.bridge.report_key(event.key.toUpperCase());
    else return;
    event.preventDefault();
  }

  private onDrawingKey(key: string): void {
    if (key === "Escape") this.drawing.cancel();
    else if (key === "Enter") this.drawing.finish();
    else if (key === "Backspace") this.drawing.undo();
    this.layers.selection.redraw();
  }
}
