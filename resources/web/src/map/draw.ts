// Drawing a polygon by clicks: each click a corner, a click on the first corner or a double click closes, Esc gives up.
// A lasso is drawn in one go: the button is held, and where it is let go the line closes.
import * as L from "leaflet";
import { type Frame, mercatorX, mercatorY } from "./layer";
import { color, faded } from "./theme";

const CLOSE_PX = 12;
const STEP_PX = 5;
/** The bridge takes no more. */
const MOST_CORNERS = 480;

export class Drawing {
  isOn = false;
  isLasso = false;
  private isHeld = false;
  private corners: L.LatLng[] = [];
  private pointer: L.LatLng | undefined;
  private readonly map: L.Map;
  private readonly onDone: (ring: [number, number][] | null) => void;

  constructor(map: L.Map, onDone: (ring: [number, number][] | null) => void) {
    this.map = map;
    this.onDone = onDone;
  }

  begin(isLasso: boolean): void {
    this.isOn = true;
    this.isLasso = isLasso;
    this.isHeld = false;
    this.corners = [];
    if (isLasso) this.map.dragging.disable();
    this.map.getContainer().classList.add("kobra-drawing");
  }

  /** The lasso begins where the button goes down. */
  press(where: L.LatLng): void {
    if (!this.isLasso) return;
    this.isHeld = true;
    this.corners = [where];
  }

  /** It closes where the button comes up; a mere click catches nothing and goes on. */
  release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.pointer = undefined;
    if (this.corners.length < 3) this.corners = [];
    else this.finish();
  }

  click(where: L.LatLng): void {
    if (this.isLasso) return;
    const first = this.corners[0];
    if (first && this.corners.length >= 3 && this.apart(first, where) < CLOSE_PX) this.finish();
    else if (!this.corners.some((corner) => this.apart(corner, where) < 3)) this.corners.push(where);
  }

  move(where: L.LatLng): void {
    const last = this.corners[this.corners.length - 1];
    if (this.isHeld && last && this.apart(last, where) >= STEP_PX) this.corners.push(where);
    this.pointer = where;
  }

  undo(): void {
    this.corners.pop();
  }

  finish(): void {
    if (this.corners.length < 3) return;
    const every = Math.ceil(this.corners.length / MOST_CORNERS);
    this.end(this.corners.filter((_, at) => at % every === 0).map((corner) => [corner.lat, corner.lng]));
  }

  cancel(): void {
    this.end(null);
  }

  paint(ctx: CanvasRenderingContext2D, frame: Frame): void {
    if (!this.isOn || this.corners.length === 0) return;
    const points = [...this.corners, ...(this.pointer ? [this.pointer] : [])].map((each) => [
      mercatorX(each.lng) * frame.scale - frame.left,
      mercatorY(each.lat) * frame.scale - frame.top,
    ]);
    ctx.beginPath();
    for (const [x, y] of points) ctx.lineTo(x!, y!);
    ctx.closePath();
    ctx.fillStyle = faded(color("accent"), 0.12);
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.setLineDash([]);
    ctx.strokeStyle = color("accent");
    ctx.stroke();
    if (this.isLasso) return;
    for (const [x, y] of points.slice(0, this.corners.length)) {
      ctx.beginPath();
      ctx.arc(x!, y!, 5, 0, 2 * Math.PI);
      ctx.fillStyle = color("surface");
      ctx.fill();
      ctx.stroke();
    }
  }

  private apart(a: L.LatLng, b: L.LatLng): number {
    return this.map.latLngToContainerPoint(a).distanceTo(this.map.latLngToContainerPoint(b));
  }

  private end(ring: [number, number][] | null): void {
    this.isOn = false;
    this.corners = [];
    if (this.isLasso) this.map.dragging.enable();
    this.map.getContainer().classList.remove("kobra-drawing");
    this.onDone(ring);
  }
}
