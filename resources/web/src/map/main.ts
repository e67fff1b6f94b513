// Entry of the map page. folium's own script makes the Leaflet map; `start` takes it over, `receive` is Python's voice.
import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import "./map.css";
import type { Basemap } from "./basemap";
import { connect, type Bridge } from "./bridge";
import { mark, paintAgent, paintMark, type AgentLook, type Family, type Look } from "./marks";
import type { Circle, Route, Visit, Zone } from "./state";
import { useTheme, type ThemeName } from "./theme";
import { type Box, bytes, View } from "./view";
import { useWords } from "./words";

(globalThis as unknown as { L: unknown }).L = L; // folium's script and protomaps-leaflet ask for this name

type Message =
  | { do: "words"; words: Record<string, string>; locale: string; time_zone: string | null }
  | { do: "theme"; theme: ThemeName }
  | { do: "basemap"; basemap: Basemap }
  | { do: "note"; text: string; is_quiet: boolean }
  | { do: "roster"; ids: string[]; names: string[] }
  | { do: "numbers" }
  | { do: "visits"; visits: Visit[] }
  | { do: "zones"; zones: Zone[] }
  | { do: "circles"; circles: Circle[] }
  | { do: "routes"; routes: Route[] }
  | { do: "chosen"; ids: string[] }
  | { do: "trails"; bounds: Box | null; is_big: boolean }
  | { do: "replay"; act: "load" | "clear" | "pause" }
  | { do: "replay_play"; speed: number }
  | { do: "replay_seek"; time: number }
  | { do: "replay_follow"; id: string }
  | { do: "select" | "hover" | "follow"; id: string }
  | { do: "fit" }
  | { do: "look_at"; lat: number; lon: number; zoom: number }
  | { do: "wall"; is_on: boolean }
  | { do: "draw"; is_on: boolean; is_lasso: boolean }
  | { do: "pin"; at: [number, number] | null; words: string }
  | { do: "nudge"; key: string; is_far: boolean }
  | { do: "dated"; text: string };

let view: View | undefined;

const SILENT = new Proxy({}, { get: () => () => undefined }) as unknown as Bridge;

/** Takes over the map that folium made, and says `ready` when the channel stands. */
export async function start(map: L.Map): Promise<void> {
  map.options.zoomSnap = 0.5; // so that «show everything» is snug
  map.setMinZoom(2).setMaxZoom(19);
  map.doubleClickZoom.disable();
  map.attributionControl?.remove();
  const bridge = (await connect()) ?? SILENT;
  useTheme("light");
  view = new View(map, bridge);
  bridge.report_ready();
}

/** One message from Python, as JSON text: parsed, never evaluated. */
export function receive(text: string): void {
  if (view) act(view, JSON.parse(text) as Message);
}

async function pullNumbers(to: View): Promise<void> {
  const numbers = await bytes("live/agents");
  if (numbers) to.showNumbers(new Float64Array(numbers));
}

function act(to: View, message: Message): void {
  switch (message.do) {
    case "words":
      useWords(message.words, message.locale, message.time_zone);
      to.setTheme(document.documentElement.dataset["theme"] === "dark" ? "dark" : "light");
      return;
    case "theme":
      return to.setTheme(message.theme);
    case "basemap":
      return to.showBasemap(message.basemap);
    case "note":
      return to.furniture.say(message.text, message.is_quiet);
    case "roster":
      return to.model.agents.roster(message.ids, message.names);
    case "numbers":
      return void pullNumbers(to);
    case "visits":
      to.model.takeVisits(message.visits);
      to.furniture.explain();
      return to.redrawAll();
    case "zones":
      to.model.zones = message.zones;
      return to.layers.fences.redraw();
    case "circles":
      to.model.takeCircles(message.circles);
      return to.redrawAll();
    case "routes":
      to.model.routes = message.routes;
      return to.layers.trails.redraw();
    case "chosen":
      to.model.chosen = new Set(message.ids);
      return to.layers.visits.redraw();
    case "trails":
      return void to.showTrails(message.bounds, message.is_big);
    case "replay":
      if (message.act === "load") return void to.pullReplay();
      return message.act === "clear" ? to.endReplay() : to.replay.pause();
    case "replay_play":
      return to.replay.play(message.speed);
    case "replay_seek":
      return to.replay.seek(message.time);
    case "replay_follow":
      return to.followReplay(message.id);
    default:
      return actOnView(to, message);
  }
}

type ViewMessage = Extract<Message, { do: "select" | "hover" | "follow" | "fit" | "look_at" | "wall" | "draw" | "pin" | "nudge" | "dated" }>;

function actOnView(to: View, message: ViewMessage): void {
  switch (message.do) {
    case "select":
      return to.select(message.id, false);
    case "hover":
      return to.hover(message.id);
    case "follow":
      return to.follow(message.id);
    case "fit":
      return to.fitAll();
    case "look_at":
      return void to.map.setView([message.lat, message.lon], message.zoom, { animate: false });
    case "wall":
      to.model.isWall = message.is_on;
      return to.redrawAll();
    case "draw":
      return to.draw(message.is_on, message.is_lasso);
    case "pin":
      return to.hand.show(message.at ? L.latLng(message.at) : undefined, message.words);
    case "nudge":
      return void to.hand.key(message.key, message.is_far);
    case "dated":
      return to.furniture.dated(message.text);
  }
}

/** What stands on the page, for tests and benchmarks. */
export function probe(): Record<string, unknown> {
  if (!view) return { ready: false };
  return {
    ready: true,
    agents: view.model.agents.count,
    version: view.model.agents.version,
    clustered: view.agents.isClustered,
    hits: view.agents.hits.map((hit) => [hit.kind, hit.id]),
    visits: view.visits.hits.length,
    zones: view.model.zones.length,
    routes: view.model.routes.map((route) => [route.id, route.points.length]),
    chosen: view.model.chosen.size,
    drawing: view.drawing.isOn,
    circles: view.circles.hits.map((hit) => [hit.id, hit.radius]),
    selected: view.model.selected,
    hovered: view.model.hovered,
    followed: view.model.followed,
    pin: view.hand.at ? [view.hand.at.lat, view.hand.at.lng] : null,
    vertices: view.trails.page?.x.length ?? 0,
    trails_zoom: view.trailsZoom,
    trails_first_at: view.trails.firstPaintedAt,
    trails: view.trails.page?.heads.length ?? 0,
    replay: { time: view.replay.time, speed: view.replay.speed, actors: view.replay.actors.length },
    zoom: view.map.getZoom(),
    center: [view.map.getCenter().lat, view.map.getCenter().lng],
    paints: Object.fromEntries(Object.entries(view.layers).map(([name, layer]) => [name, [layer.paints, layer.paintedMs]])),
  };
}

/** For benchmarks: numbers straight from a buffer, and whether crowds are drawn one by one. */
export function showNumbers(numbers: ArrayBuffer, isNeverClustered: boolean): void {
  if (!view) return;
  view.agents.isNeverClustered = isNeverClustered;
  view.showNumbers(new Float64Array(numbers));
}

/** For tests. */
export { shortened } from "./state";

/** For tests and benchmarks: the Leaflet map under everything. */
export function leafletMap(): L.Map | undefined {
  return view?.map;
}

/** Where an agent or visit stands on the screen, in pixels from the page's corner; null when it is not painted. */
export function spot(id: string): [number, number] | null {
  const frame = view?.layers.agents.frame;
  const origin = view?.map.getPixelBounds().min;
  if (!view || !frame || !origin) return null;
  const hit = [...view.agents.hits, ...view.visits.hits, ...view.circles.hits].find((each) => each.id === id);
  return hit ? [hit.x + frame.left - origin.x, hit.y + frame.top - origin.y] : null;
}

/** Where the head of the hand's pin is on the screen, as `spot`. */
export function pinSpot(): [number, number] | null {
  const at = view?.hand.at;
  if (!view || !at) return null;
  const tip = view.map.latLngToContainerPoint(at);
  return [tip.x, tip.y - 17];
}

function sheet(side: number, paint: (ctx: CanvasRenderingContext2D) => void): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const ctx = canvas.getContext("2d");
  if (ctx) paint(ctx);
  return canvas.toDataURL("image/png");
}

/** A mark as a PNG data address, for the test that compares it with the Qt painter. */
export function pictureOfMark(family: Family, name: string, theme: ThemeName, side: number, look: Look): string {
  useTheme(theme);
  return sheet(side, (ctx) => paintMark(ctx, mark(family, name), side / 2, side / 2, look));
}

export function pictureOfAgent(look: AgentLook, theme: ThemeName, side: number, size: number): string {
  useTheme(theme);
  return sheet(side, (ctx) => paintAgent(ctx, look, side / 2, side / 2, size));
}
