// A padded canvas over the map that a painter fills at each `moveend`; a drag only moves it, a zoom only scales it.
// It knows no agents and no trails.
import * as L from "leaflet";

const PADDING = 0.18;

/** Where the canvas stands: world pixels at `zoom` of its left upper corner, and what part of the earth it shows. */
export interface Frame {
  zoom: number;
  left: number;
  top: number;
  width: number;
  height: number;
  bounds: L.LatLngBounds;
  /** Web Mercator (0..1) to canvas pixels: x * scale - left. */
  scale: number;
}

export type Painter = (ctx: CanvasRenderingContext2D, frame: Frame) => void;

const WORLD = 256;

/** Web Mercator in 0..1 of a latitude; the poles are cut as Leaflet cuts them. */
export function mercatorY(lat: number): number {
  const s = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}

export function mercatorX(lon: number): number {
  return lon / 360 + 0.5;
}

/** Pixels per metre on the screen at a latitude. */
export function pixelsPerMetre(lat: number, frame: Frame): number {
  return frame.scale / (40075016.686 * Math.cos((lat * Math.PI) / 180));
}

export class CanvasLayer extends L.Layer {
  readonly canvas: HTMLCanvasElement;
  frame: Frame | undefined;
  /** How often and how long this layer painted; read by the benchmarks. */
  paints = 0;
  paintedMs = 0;
  private readonly painter: Painter;
  private readonly paneName: string;
  private asked = 0;

  constructor(paneName: string, painter: Painter) {
    super();
    this.painter = painter;
    this.paneName = paneName;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "kobra-canvas leaflet-zoom-animated";
  }

  override onAdd(map: L.Map): this {
    map.getPane(this.paneName)?.appendChild(this.canvas);
    this.reset();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    this.canvas.remove();
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      viewreset: () => this.reset(),
      moveend: () => this.reset(),
      resize: () => this.reset(),
      zoom: () => this.follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: (event) => {
        const to = event as L.ZoomAnimEvent;
        this.follow(to.center, to.zoom);
      },
    };
  }

  /** Paints again before the next frame; many wishes make one painting. */
  redraw(): void {
    if (this.asked || !this._map) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.paint();
    });
  }

  private reset(): void {
    const map = this._map;
    const size = map.getSize();
    const pad = size.multiplyBy(PADDING).round();
    const corner = map.containerPointToLayerPoint(L.point(0, 0).subtract(pad));
    const zoom = map.getZoom();
    const origin = map.getPixelOrigin().add(corner);
    const full = size.add(pad.multiplyBy(2));
    L.DomUtil.setPosition(this.canvas, corner);
    this.frame = {
      zoom,
      left: origin.x,
      top: origin.y,
      width: full.x,
      height: full.y,
      bounds: L.latLngBounds(map.unproject(origin.add(full), zoom), map.unproject(origin, zoom)),
      scale: WORLD * 2 ** zoom,
    };
    this.fit(full);
    this.paint();
  }

  private fit(full: L.Point): void {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(full.x * ratio), Math.round(full.y * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${full.x}px`;
      this.canvas.style.height = `${full.y}px`;
    }
  }

  private follow(center: L.LatLng, zoom: number): void {
    const frame = this.frame;
    if (!frame) return;
    const map = this._map;
    const scale = map.getZoomScale(zoom, frame.zoom);
    const topLeft = map.project(map.unproject(L.point(frame.left, frame.top), frame.zoom), zoom);
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2));
    const pan = L.DomUtil.getPosition(map.getPane("mapPane") as HTMLElement);
    L.DomUtil.setTransform(this.canvas, topLeft.subtract(origin).subtract(pan), scale);
  }

  private paint(): void {
    const frame = this.frame;
    const ctx = this.canvas.getContext("2d");
    if (!frame || !ctx || !this._map) return;
    const started = performance.now();
    const ratio = window.devicePixelRatio || 1;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, frame.width, frame.height);
    this.painter(ctx, frame);
    this.paints += 1;
    this.paintedMs += performance.now() - started;
  }
}
