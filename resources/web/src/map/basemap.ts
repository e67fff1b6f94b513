// The ground under the marks: a vector archive in the Protomaps schema painted with our tokens, a raster archive,
// or the shipped world (world.ts). Every address is our own scheme's.
import * as L from "leaflet";
import {
  CenteredTextSymbolizer,
  exp,
  leafletLayer,
  LineLabelSymbolizer,
  LineSymbolizer,
  PolygonSymbolizer,
  type Feature,
  type LabelRule,
  type PaintRule,
} from "protomaps-leaflet";
import { leafletRasterLayer, PMTiles } from "pmtiles";
import { color, faded, FONT, palette } from "./theme";
import { language } from "./words";
import { World } from "./world";

export interface Basemap {
  /** `world` ships with the program; `vector` and `raster` are archives; `pmtiles` or `tiles` is how they are read. */
  kind: "world" | "vector" | "raster";
  access: "pmtiles" | "tiles";
  url: string;
  max_zoom: number;
  bounds: [number, number, number, number] | null;
  attribution: string;
}

const kindIs = (...kinds: string[]) => (_zoom: number, feature: Feature): boolean => kinds.includes(String(feature.props["kind"]));

const MAJOR = ["major_road", "medium_road"];
const MINOR = ["minor_road", "other"];
const PARKS = ["park", "forest", "wood", "nature_reserve", "national_park", "cemetery", "golf_course", "garden", "grass", "pitch", "playground", "plaza"];
const BLOCKS = ["residential", "industrial", "commercial", "school", "hospital", "university"];

type Stops = [number, number][];
const HIGHWAY: Stops = [[6, 0.6], [10, 1.8], [13, 4], [15, 8], [17, 16], [19, 34]];
const STREET: Stops = [[9, 0.5], [12, 1.6], [14, 3.6], [15, 6], [17, 13], [19, 28]];
const LANE: Stops = [[12, 0.5], [14, 1.6], [15, 3.4], [17, 9], [19, 20]];

const wider = (stops: Stops, by: number): Stops => stops.map(([zoom, width]) => [zoom, width < 1 ? width : width + by]);

function line(stops: Stops, tint: string, minzoom: number, kinds: string[]): PaintRule {
  return {
    dataLayer: "roads",
    minzoom,
    filter: kindIs(...kinds),
    symbolizer: new LineSymbolizer({ color: tint, width: exp(1.5, stops), lineCap: "round", lineJoin: "round" }),
  };
}

function area(dataLayer: string, fill: string, minzoom = 0, kinds?: string[]): PaintRule {
  const rule: PaintRule = { dataLayer, minzoom, symbolizer: new PolygonSymbolizer({ fill }) };
  if (kinds) rule.filter = kindIs(...kinds);
  return rule;
}

export function paintRules(): PaintRule[] {
  const p = palette();
  return [
    area("earth", p.map_land),
    area("landuse", p.sunken, 10, BLOCKS),
    area("landuse", p.map_park, 0, PARKS),
    { ...area("water", p.map_water), filter: (_z, f) => f.geomType === 3 },
    {
      dataLayer: "water",
      filter: (_z, f) => f.geomType === 2,
      symbolizer: new LineSymbolizer({ color: p.map_water, width: exp(1.5, [[9, 0.8], [14, 3], [17, 10]]), lineCap: "round" }),
    },
    { dataLayer: "buildings", minzoom: 15, symbolizer: new PolygonSymbolizer({ fill: p.map_building, stroke: p.map_road_casing, width: 0.6 }) },
    {
      dataLayer: "roads",
      minzoom: 14,
      filter: kindIs("path"),
      symbolizer: new LineSymbolizer({ color: p.map_road_casing, width: 1.2, dash: [3, 3] }),
    },
    line(wider(LANE, 1.4), p.map_road_casing, 13, MINOR),
    line(wider(STREET, 1.6), p.map_road_casing, 9, MAJOR),
    line(wider(HIGHWAY, 2), p.map_border, 6, ["highway"]),
    line(LANE, p.map_road, 12, MINOR),
    line(STREET, p.map_road, 9, MAJOR),
    line(HIGHWAY, p.map_road, 6, ["highway"]),
    {
      dataLayer: "roads",
      minzoom: 12,
      filter: kindIs("rail"),
      symbolizer: new LineSymbolizer({ color: p.map_border, width: 1.2, dash: [6, 3] }),
    },
    { dataLayer: "boundaries", symbolizer: new LineSymbolizer({ color: p.map_border, width: 1, dash: [4, 3] }) },
  ];
}

/** Tiles of the next whole zoom are shrunk at a half one: their text is drawn so much bigger. */
let textScale = 1;

function face(weight: number, size: number, slant = ""): () => string {
  return () => `${slant}${weight} ${size * textScale}px ${FONT}`;
}

interface Rerendered {
  clearLayout(): void;
  rerenderTiles(): void;
}

/** A vector layer that keeps the size of its words at every zoom. */
export function fitText(layer: L.Layer | undefined, zoom: number): void {
  const scale = 2 ** (Math.round(zoom) - zoom);
  if (Math.abs(scale - textScale) < 0.01) return;
  textScale = scale;
  const vector = layer as unknown as Partial<Rerendered> | undefined;
  vector?.clearLayout?.();
  vector?.rerenderTiles?.();
}

function place(kinds: string[], size: number, weight: number, minzoom: number, maxzoom: number, tint: string): LabelRule {
  return {
    dataLayer: "places",
    minzoom,
    maxzoom,
    filter: kindIs(...kinds),
    symbolizer: new CenteredTextSymbolizer({
      labelProps: [`name:${language()}`, "name"],
      fill: tint,
      stroke: palette().map_land,
      width: 3,
      font: face(weight, size),
      lineHeight: 1.25,
      maxLineChars: 14,
    }),
  };
}

function road(kinds: string[], size: number, minzoom: number): LabelRule {
  return {
    dataLayer: "roads",
    minzoom,
    filter: kindIs(...kinds),
    symbolizer: new LineLabelSymbolizer({
      labelProps: [`name:${language()}`, "name"],
      fill: palette().map_label,
      stroke: palette().map_road,
      width: 3,
      font: face(500, size),
      position: 2,
      repeatDistance: 420,
    }),
  };
}

export function labelRules(): LabelRule[] {
  const p = palette();
  const water: LabelRule = {
    dataLayer: "water",
    minzoom: 12,
    filter: (_z, f) => f.geomType === 1,
    symbolizer: new CenteredTextSymbolizer({
      labelProps: [`name:${language()}`, "name"], fill: p.map_label, stroke: p.map_water, width: 3, font: face(500, 12, "italic "),
    }),
  };
  return [
    place(["country"], 13, 600, 2, 7, p.text_2),
    place(["locality", "city", "town"], 14, 600, 6, 11, p.text_2),
    place(["locality", "city", "town"], 14, 600, 12, 14, p.map_label),
    // Under many agents the quarters step back.
    place(["neighbourhood", "suburb", "macrohood", "borough"], 12, 500, 12, 14, faded(p.map_label, 0.72)),
    place(["neighbourhood", "suburb", "macrohood", "borough"], 12, 600, 15, 17, p.map_label),
    place(["village", "hamlet"], 12, 500, 11, 16, p.map_label),
    road(["highway"], 12, 13),
    road(MAJOR, 12, 14),
    water,
    road(MINOR, 12, 16),
  ];
}

/** The layer of a basemap in the present theme and language. */
export function basemapLayer(basemap: Basemap): L.Layer {
  const attribution = basemap.attribution;
  if (basemap.kind === "world") return new World(basemap.url, attribution);
  if (basemap.kind === "raster") {
    if (basemap.access === "pmtiles") return leafletRasterLayer(new PMTiles(basemap.url), { attribution }) as L.Layer;
    return L.tileLayer(basemap.url, { attribution, maxNativeZoom: basemap.max_zoom, maxZoom: 19 });
  }
  return leafletLayer({
    url: basemap.url,
    attribution,
    maxDataZoom: basemap.max_zoom,
    paintRules: paintRules(),
    labelRules: labelRules(),
    backgroundColor: color("map_land"),
    lang: language(),
    noWrap: true,
  }) as unknown as L.Layer;
}
