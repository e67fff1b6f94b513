// The map page as a whole: layers in their order, what Python tells it, what the pointer and the keys do.
import * as L from "leaflet";
import tokens from "../../../tokens.json";
import { AgentsPainter, type Hit } from "./agents";
import { type Basemap, basemapLayer, fitText } from "./basemap";
import type { Bridge } from "./bridge";
import { CirclesPainter } from "./circles";
import { Furniture } from "./controls";
import { Drawing } from "./draw";
import { paintGround } from "./ground";
import { paintRoutes } from "./routes";
import { Hand } from "./hand";
import { CanvasLayer, type Painter } from "./layer";
import { Pointer } from "./pointer";
import { Replay } from "./replay";
import { paintSelection } from "./selection";
import { paintStage } from "./stage";
import { Model, PINS_BESIDE_TRAIL_FROM, PINS_FROM } from "./state";
import { marksOf, TrailsPainter, unpack } from "./trails";
import { useTheme } from "./theme";
import { VisitsPainter } from "./visits";
import { word } from "./words";

const PANES = ["fences", "trails", "visits", "agents", "selection"] as const;
type Pane = (typeof PANES)[number];

const COARSE_ZOOM = 11;
const GLIDE_UNDER = 150;
const FIT_AGAIN_MS = 5_000;
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
  readonly circles = new CirclesPainter(this.model);
  readonly trails = new TrailsPainter();
  readonly replay: Replay;
  readonly drawing: Drawing;
  readonly furniture: Furniture;
  readonly hand: Hand;
  readonly map: L.Map;
  readonly bridge: Bridge;
  private ground: L.Layer | undefined;
  private basemap: Basemap | undefined;
  stageHits: Hit[] = [];
  private trailBounds: Box | null = null;
  private trailsAsked = 0;
  /** The zoom that the painted trails were asked for. */
  trailsZoom = NaN;
  private replayFollowed = "";
  private isTrailFaint = false;
  private gliding = 0;
  /** Everything was wished to be seen before the agents were here: until then they may still ask for it. */
  private fitAgainUntil = 0;

  constructor(map: L.Map, bridge: Bridge) {
    this.map = map;
    this.bridge = bridge;
    this.replay = new Replay(() => this.onReplayFrame(), (time, isPlaying) => bridge.report_replay(time, isPlaying));
    this.drawing = new Drawing(map, () => this.layers.selection.redraw(), (ring, adds) => this.onDrawn(ring, adds));
    this.hand = new Hand(this);
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
        this.trails.isFaint = this.isTrailFaint = this.replay.isUnderWay;
        if (model.shows.trails) this.trails.paint(ctx, frame, this.visits.boxes(frame));
        paintRoutes(ctx, frame, model.routes);
      },
      visits: (ctx, frame) => {
        this.circles.paint(ctx, frame);
        this.visits.paint(ctx, frame);
      },
      agents: (ctx, frame) => {
        if (this.replay.isLoaded) this.stageHits = paintStage(ctx, frame, this.replay, model);
        else {
          this.agents.obstacles = this.visits.hits;
          this.agents.paint(ctx, frame, map.getBounds());
        }
      },
      selection: (ctx, frame) => {
        paintSelection(ctx, frame, model, this.replay.isLoaded);
        this.hand.paint(ctx, frame);
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
    this.map.on("dragstart", () => this.release());
    this.map.on("mousedown dragstart", () => { this.fitAgainUntil = 0; });
    this.map.on("moveend", () => this.onMoved());
    this.map.on("zoomend", () => fitText(this.ground, this.map.getZoom()));
    this.hand.listen();
    new Pointer(this).listen();
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
    this.furniture.explain();
    if (data.length > 0 && performance.now() < this.fitAgainUntil) this.fitAll();
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

  /** The map was moved by hand: nothing is followed any more. */
  release(): void {
    if (!this.model.followed && !this.replayFollowed) return;
    this.model.followed = "";
    this.replayFollowed = "";
    this.layers.selection.redraw();
    this.bridge.report_follow_released();
  }

  /** Everything that is on the map, or the basemap's own extent, or the world. */
  fitAll(): void {
    const { model } = this;
    this.map.invalidateSize({ animate: false, pan: false }); // Leaflet may still hold the size of before the layout
    const bounds = L.latLngBounds([]);
    if (this.trailBounds) {
      const [south, west, north, east] = this.trailBounds;
      bounds.extend([south, west]).extend([north, east]);
    } else {
      for (let at = 0; at < model.agents.count; at++) {
        // A place that is doubted may be a town away: it does not decide what is seen first.
        if (model.agents.severity(at) > 0 && !model.agents.look(at).isDoubtful) bounds.extend([model.agents.lat(at), model.agents.lon(at)]);
      }
      this.fitAgainUntil = bounds.isValid() ? 0 : performance.now() + FIT_AGAIN_MS;
      if (!bounds.isValid()) for (const one of [...model.visits, ...model.circles]) bounds.extend([one.lat, one.lon]);
    }
    if (!bounds.isValid() && this.basemap?.bounds) {
      const [west, south, east, north] = this.basemap.bounds;
      bounds.extend([south, west]).extend([north, east]);
    }
    if (bounds.isValid()) this.map.fitBounds(bounds, { paddingTopLeft: [24, 26], paddingBottomRight: [24, 28], maxZoom: 17, animate: false });
  }

  private fromMercator(x: number, y: number): L.LatLng {
    const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
    return L.latLng(lat, (x - 0.5) * 360);
  }

  /** A big trail is painted coarsely at once, then as finely as the view asks. */
  async showTrails(bounds: Box | null, isBig: boolean): Promise<void> {
    this.trailBounds = bounds;
    this.model.pinsFrom = bounds ? PINS_BESIDE_TRAIL_FROM : PINS_FROM;
    this.layers.visits.redraw();
    this.trails.firstPaintedAt = 0;
    if (!bounds) this.furniture.trailed(null);
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
    this.furniture.trailed(marksOf(this.trails.page));
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

  draw(isWanted: boolean, isLasso: boolean): void {
    if (isWanted) this.drawing.begin(isLasso);
    else if (this.drawing.isOn) this.drawing.cancel();
    this.furniture.tell(isWanted ? word(isLasso ? "lasso_hint" : "draw_hint") : "");
    this.layers.selection.redraw();
  }

  private onDrawn(ring: [number, number][] | null, adds: boolean): void {
    this.furniture.tell("");
    this.layers.selection.redraw();
    const corners = JSON.stringify(ring ?? []);
    if (this.drawing.isLasso) this.bridge.report_lasso(corners, adds);
    else this.bridge.report_zone(corners);
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
    if (this.replay.isUnderWay !== this.isTrailFaint) this.layers.trails.redraw();
    this.layers.agents.redraw();
  }

  hover(id: string): void {
    this.model.hovered = id;
    this.layers.selection.redraw();
  }
}
