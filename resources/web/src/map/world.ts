// The basemap that ships: countries, regions of Latin America and cities. It has no streets, and the page says so.
import * as L from "leaflet";
import { color, FONT } from "./theme";

interface Ring {
  xy: Float64Array;
  left: number;
  top: number;
  right: number;
  bottom: number;
}
interface Place {
  name: string;
  x: number;
  y: number;
  rank: number;
}
interface Ground {
  land: Ring[];
  regions: Ring[];
  places: Place[];
}

const TILE = 256;
const grounds = new Map<string, Promise<Ground>>();

/** Reads what tools/basemap.py writes: u32 head length, JSON head, then Web Mercator pairs as u16 per ring box. */
async function load(url: string): Promise<Ground> {
  const answer = await fetch(url);
  const buffer = await answer.arrayBuffer();
  const size = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size))) as {
    land: number[];
    regions: number[];
    places: [string, number, number, number][];
  };
  const points = new Float32Array(buffer.slice(4 + size));
  let from = 0;
  const take = (count: number): Ring => {
    const xy = Float64Array.from(points.subarray(from, from + 2 * count));
    from += 2 * count;
    return { xy, ...box(xy) };
  };
  return {
    land: head.land.map(take),
    regions: head.regions.map(take),
    places: head.places.map(([name, x, y, rank]) => ({ name, x, y, rank })),
  };
}

function box(xy: Float64Array): { left: number; top: number; right: number; bottom: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < xy.length; at += 2) {
    left = Math.min(left, xy[at]!);
    right = Math.max(right, xy[at]!);
    top = Math.min(top, xy[at + 1]!);
    bottom = Math.max(bottom, xy[at + 1]!);
  }
  return { left, top, right, bottom };
}

export class World extends L.GridLayer {
  private readonly url: string;
  private readonly credit: string;

  constructor(url: string, credit: string) {
    super({ attribution: credit, keepBuffer: 1, updateWhenIdle: false });
    this.url = url;
    this.credit = credit;
  }

  override getAttribution(): string {
    return this.credit;
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const canvas = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.height = TILE * ratio;
    let ground = grounds.get(this.url);
    if (!ground) {
      ground = load(this.url);
      grounds.set(this.url, ground);
    }
    void ground.then((loaded) => {
      const ctx = canvas.getContext("2d");
      if (ctx) {
        ctx.scale(ratio, ratio);
        paintTile(ctx, loaded, coords);
      }
      done(undefined, canvas);
    });
    return canvas;
  }
}

function paintTile(ctx: CanvasRenderingContext2D, ground: Ground, coords: L.Coords): void {
  const scale = TILE * 2 ** coords.z;
  const left = (((coords.x % 2 ** coords.z) + 2 ** coords.z) % 2 ** coords.z) * TILE;
  const top = coords.y * TILE;
  const shape = (rings: Ring[]): void => {
    ctx.beginPath();
    for (const ring of rings) trace(ctx, ring, scale, left, top);
  };
  ctx.fillStyle = color("map_water");
  ctx.fillRect(0, 0, TILE, TILE);
  ctx.lineJoin = "round";
  shape(ground.land);
  ctx.fillStyle = color("map_land");
  ctx.fill("evenodd");
  if (coords.z >= 5) {
    ctx.strokeStyle = color("map_road_casing");
    ctx.lineWidth = 1;
    shape(ground.regions);
    ctx.stroke();
  }
  shape(ground.land);
  ctx.strokeStyle = color("map_border");
  ctx.lineWidth = 1.2;
  ctx.stroke();
  paintPlaces(ctx, ground.places, coords.z, scale, left, top);
}

function trace(ctx: CanvasRenderingContext2D, ring: Ring, scale: number, left: number, top: number): void {
  const margin = 4 / scale;
  const [w, n, e, s] = [left / scale - margin, top / scale - margin, (left + TILE) / scale + margin, (top + TILE) / scale + margin];
  if (ring.right < w || ring.left > e || ring.bottom < n || ring.top > s) return;
  const { xy } = ring;
  for (let at = 0; at < xy.length; at += 2) {
    const x = xy[at]! * scale - left;
    const y = xy[at + 1]! * scale - top;
    if (at === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
  ctx.closePath();
}

/** A place is shown from the zoom of its rank on; the list is sorted by size and kept apart at build time. */
function paintPlaces(ctx: CanvasRenderingContext2D, places: Place[], zoom: number, scale: number, left: number, top: number): void {
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const place of places) {
    if (place.rank > zoom) continue;
    const x = place.x * scale - left;
    const y = place.y * scale - top;
    if (x < -160 || y < -20 || x > TILE + 20 || y > TILE + 20) continue;
    ctx.beginPath();
    ctx.arc(x, y, 2.4, 0, 2 * Math.PI);
    ctx.fillStyle = color("map_label");
    ctx.fill();
    ctx.font = `500 12px ${FONT}`;
    ctx.lineWidth = 3;
    ctx.strokeStyle = color("map_land");
    ctx.strokeText(place.name, x + 6, y);
    ctx.fillText(place.name, x + 6, y);
  }
}
