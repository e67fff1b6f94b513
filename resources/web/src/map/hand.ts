// The pin that a person puts: dragged by its head, brought by a click, moved by the arrow keys a little.
import * as L from "leaflet";
import { type Frame, mercatorX, mercatorY } from "./layer";
import { paintMark, pin } from "./marks";
import { color, faded } from "./theme";
import { pill } from "./text";
import type { View } from "./view";

const HEAD = 28;
const REACH = 17;
const STEP_PX = 2;
const LEAP_PX = 20;
const WAYS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Hand {
  at: L.LatLng | undefined;
  private words = "";
  private readonly view: View;
  /** From the pointer to the tip, while it is held. */
  private hold: L.Point | undefined;
  /** It was dropped by the button whose click is still to come. */
  private isDropped = false;

  constructor(view: View) {
    this.view = view;
  }

  get isHeld(): boolean {
    return this.hold !== undefined;
  }

  listen(): void {
    this.view.map.on("mousedown", (event) => this.onDown(event));
  }

  show(at: L.LatLng | undefined, words: string): void {
    if (this.isHeld) return; // what a person has in the hand stays there
    this.at = at;
    this.words = words;
    this.view.layers.selection.redraw();
  }

  /** Whether the pin's head is under a place of the page. */
  isUnder(point: L.Point): boolean {
    const tip = this.tip();
    return tip !== undefined && Math.hypot(point.x - tip.x, point.y - (tip.y - HEAD * 0.62)) <= REACH;
  }

  /** A click beside every mark brings the pin; the click that ends a drag does not. Whether it was the pin's. */
  click(where: L.LatLng): boolean {
    if (!this.at) return false;
    if (this.isDropped) this.isDropped = false;
    else this.put(where);
    return true;
  }

  /** An arrow key moves it two pixels, with Shift ten times as far; whether it did. */
  key(key: string, isFar: boolean): boolean {
    const way = WAYS[key];
    if (!way || !this.at) return false;
    const { map } = this.view;
    this.put(map.unproject(map.project(this.at).add(L.point(way).multiplyBy(isFar ? LEAP_PX : STEP_PX))));
    if (this.isNearEdge()) map.panTo(this.at, { animate: false });
    return true;
  }

  paint(ctx: CanvasRenderingContext2D, frame: Frame): void {
    if (!this.at) return;
    const x = mercatorX(this.at.lng) * frame.scale - frame.left;
    const y = mercatorY(this.at.lat) * frame.scale - frame.top;
    const shape = pin();
    const lift = this.isHeld ? 5 : 0;
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.arc(x, y, 4, 0, 2 * Math.PI);
    ctx.fillStyle = faded(color("accent"), 0.45);
    ctx.fill();
    const head = y - lift - (HEAD / 2) * (shape.tip?.[1] ?? 1);
    paintMark(ctx, { ...shape, color: "accent" }, x, head, { size: HEAD, halo: 2.5 });
    ctx.beginPath();
    ctx.arc(x, head, HEAD * 0.22, 0, 2 * Math.PI);
    ctx.fillStyle = color("accent");
    ctx.fill();
    if (this.words) pill(ctx, this.words, x, y - lift - HEAD - 20, { align: "center", size: 12 });
  }

  private tip(): L.Point | undefined {
    return this.at && this.view.map.latLngToContainerPoint(this.at);
  }

  private isNearEdge(): boolean {
    const [point, size] = [this.tip(), this.view.map.getSize()];
    if (!point) return false;
    return point.x < 24 || point.y < 48 || point.x > size.x - 24 || point.y > size.y - 24;
  }

  private onDown(event: L.LeafletMouseEvent): void {
    this.isDropped = false;
    const tip = this.tip();
    if (event.originalEvent.button !== 0 || !tip || !this.isUnder(event.containerPoint)) return;
    this.hold = tip.subtract(event.containerPoint);
    this.view.map.dragging.disable(); // before its own listener hears of this button
    const container = this.view.map.getContainer();
    container.classList.add("is-holding-pin");
    const move = (moved: Event): void => this.carry(moved as MouseEvent);
    const drop = (dropped: Event): void => {
      L.DomEvent.off(document as unknown as HTMLElement, { mousemove: move, mouseup: drop });
      this.carry(dropped as MouseEvent);
      container.classList.remove("is-holding-pin");
      this.hold = undefined;
      this.isDropped = true;
      this.view.map.dragging.enable();
      if (this.at && !this.at.equals(event.target.containerPointToLatLng(tip))) this.put(this.at);
      this.view.layers.selection.redraw();
    };
    L.DomEvent.on(document as unknown as HTMLElement, { mousemove: move, mouseup: drop });
  }

  private carry(event: MouseEvent): void {
    if (!this.hold) return;
    const at = this.view.map.mouseEventToContainerPoint(event).add(this.hold);
    this.at = this.view.map.containerPointToLatLng(at);
    this.view.layers.selection.redraw();
  }

  private put(where: L.LatLng): void {
    this.at = where;
    this.view.layers.selection.redraw();
    this.view.bridge.report_pin(where.lat, where.lng, this.view.map.getZoom());
  }
}
