// Drawing a polygon by clicks: each click a corner, a click on the first corner or a double click closes, Esc gives up.
// A lasso is drawn in one go: the button is held, and where it is let go, on the map or off it, the line closes. Shift
// draws a rectangle, Ctrl adds to what is chosen.
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
  /** What lets go of a held lasso, wherever on the document the button comes up. */
  private letGo: (() => void) | undefined;
  private adds = false;
  private isBox = false;
  private corners: L.LatLng[] = [];
  private pointer: L.LatLng | undefined;
  private readonly map: L.Map;
  private readonly onChange: () => void;
  private readonly onDone: (ring: [number, number][] | null, adds: boolean) => void;

  constructor(map: L.Map, onChange: () => void, onDone: (ring: [number, number][] | null, adds: boolean) => void) {
    this.map = map;
    this.onChange = onChange;
    this.onDone = onDone;
  }

  begin(isLasso: boolean): void {
    this.isOn = true;
    this.isLasso = isLasso;
    this.letGo?.();
    this.corners = [];
    this.adds = false;
    this.map.boxZoom.disable(); // Shift is ours while something is drawn
    if (isLasso) this.map.dragging.disable();
    this.map.getContainer().classList.add("kobra-drawing");
  }

  /** The lasso begins where the button goes down. */
  press(where: L.LatLng, event: MouseEvent): void {
    if (!this.isLasso || event.button !== 0) return;
    this.letGo?.();
    this.isBox = event.shiftKey;
    this.adds = hasCtrl(event);
    this.corners = [where];
    const heard = document as unknown as HTMLElement;
    const move = (moved: Event): void => this.carry(moved as MouseEvent);
    const drop = (dropped: Event): void => this.release(dropped as MouseEvent);
    this.letGo = () => {
      L.DomEvent.off(heard, { mousemove: move, mouseup: drop });
      this.letGo = undefined;
    };
    L.DomEvent.on(heard, { mousemove: move, mouseup: drop });
  }

  /** It closes where the button comes up; a mere click catches nothing and goes on. */
  private release(event: MouseEvent): void {
    this.adds ||= hasCtrl(event);
    this.letGo?.();
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
    if (!this.isLasso) this.pointer = where;
  }

  /** The line follows the pointer, off the map, too; a button that came up unheard has ended it. */
  private carry(event: MouseEvent): void {
    if (!(event.buttons & 1)) return this.release(event);
    const where = this.map.mouseEventToLatLng(event);
    const [first, last] = [this.corners[0]!, this.corners[this.corners.length - 1]!];
    if (this.isBox) {
      const corners = [first, L.latLng(first.lat, where.lng), where, L.latLng(where.lat, first.lng)];
      this.corners = this.apart(first, where) < STEP_PX ? [first] : corners;
    } else {
      if (this.apart(last, where) >= STEP_PX) this.corners.push(where);
      this.pointer = where;
    }
    this.onChange();
  }

  undo(): void {
    if (!this.isLasso) this.corners.pop();
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
    this.letGo?.();
    this.corners = [];
    this.pointer = undefined;
    this.map.boxZoom.enable();
    if (this.isLasso) this.map.dragging.enable();
    this.map.getContainer().classList.remove("kobra-drawing");
    this.onDone(ring, this.adds);
  }
}

function hasCtrl(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey;
}
