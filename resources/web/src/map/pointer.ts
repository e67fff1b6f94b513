// What the pointer and the keys do on the map: what lies under them, and whom that concerns.
import type * as L from "leaflet";
import { describe, describeCluster, type Hit } from "./agents";
import type { Moment } from "./trails";
import type { View } from "./view";
import { describeVisit } from "./visits";

/** What the desktop acts on; letters of a page that has no such act are nothing there. */
const KEYS = /^[frpnemdjk1-9 [\]]$/i;

export class Pointer {
  private readonly view: View;

  constructor(view: View) {
    this.view = view;
  }

  listen(): void {
    const { map, drawing } = this.view;
    map.on("click", (event) => this.onClick(event));
    map.on("dblclick", () => drawing.isOn && !drawing.isLasso && drawing.finish());
    map.on("mousedown", (event) => drawing.isOn && drawing.press(event.latlng, event.originalEvent));
    map.on("mousemove", (event) => this.onMove(event));
    map.on("mouseout", () => this.setHovered(undefined));
    map.getContainer().addEventListener("keydown", (event) => this.onKey(event));
  }

  private hitAt(point: L.Point): Hit | undefined {
    const frame = this.view.layers.agents.frame;
    if (!frame) return undefined;
    const origin = this.view.map.getPixelBounds().min;
    if (!origin) return undefined;
    const x = point.x + origin.x - frame.left;
    const y = point.y + origin.y - frame.top;
    const lists = this.view.replay.isLoaded ? [this.view.stageHits, this.view.visits.hits] : [this.view.agents.hits, this.view.visits.hits, this.view.circles.hits];
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
    const frame = this.view.layers.trails.frame;
    const origin = this.view.map.getPixelBounds().min;
    if (!frame || !origin || !this.view.model.shows.trails) return undefined;
    return this.view.trails.momentAt(frame, point.x + origin.x - frame.left, point.y + origin.y - frame.top);
  }

  private onClick(event: L.LeafletMouseEvent): void {
    if (this.view.drawing.isOn) {
      this.view.drawing.click(event.latlng);
      this.view.layers.selection.redraw();
      return;
    }
    const hit = this.view.hand.isUnder(event.containerPoint) ? undefined : this.hitAt(event.containerPoint);
    if (!hit && this.view.hand.click(event.latlng)) return;
    const moment = hit ? undefined : this.momentAt(event.containerPoint);
    if (moment) this.view.bridge.report_moment(moment.id, moment.time);
    else if (!hit) this.view.select("", true);
    else if (hit.cluster !== undefined) {
      const where = this.view.map.containerPointToLatLng(event.containerPoint);
      const zoom = Math.min(18, Math.max(this.view.map.getZoom() + 1, this.view.agents.expansionZoom(hit.cluster)));
      this.view.map.setView(where, zoom);
    } else if (hit.id === this.view.model.selected) this.view.bridge.report_opened(hit.id);
    else this.view.select(hit.id, true);
  }

  private onMove(event: L.LeafletMouseEvent): void {
    if (this.view.drawing.isOn) {
      this.view.drawing.move(event.latlng);
      this.view.layers.selection.redraw();
      return;
    }
    const isOverPin = this.view.hand.isHeld || this.view.hand.isUnder(event.containerPoint);
    this.view.map.getContainer().classList.toggle("is-over-pin", isOverPin);
    const hit = isOverPin ? undefined : this.hitAt(event.containerPoint);
    this.setHovered(hit, event.containerPoint);
    if (isOverPin) return;
    const moment = hit ? undefined : this.momentAt(event.containerPoint);
    if (!moment) return;
    this.view.map.getContainer().classList.add("is-over-mark");
    this.view.furniture.hover(this.view.model.isWall ? moment.lines.slice(1) : moment.lines, event.containerPoint.x, event.containerPoint.y);
  }

  private setHovered(hit: Hit | undefined, point?: L.Point): void {
    this.view.map.getContainer().classList.toggle("is-over-mark", hit !== undefined);
    const id = hit?.id ?? "";
    const lines = hit?.counts ? describeCluster(hit.counts) : this.lines(id);
    if (point && hit) this.view.furniture.hover(lines, point.x, point.y);
    else this.view.furniture.hover([], 0, 0);
    if (id === this.view.model.hovered) return;
    this.view.hover(id);
    this.view.bridge.report_hovered(id);
  }

  private lines(id: string): string[] {
    const at = this.view.model.agents.place(id);
    if (at >= 0) return describe(this.view.model, at);
    const visit = this.view.model.visit(id);
    if (visit) return describeVisit(this.view.model, visit);
    const circle = this.view.model.circle(id);
    return circle && !this.view.model.isWall ? [circle.title, ...circle.lines] : [];
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) return this.onArrow(event);
    if (this.view.drawing.isOn) this.onDrawingKey(event.key);
    else if (event.key === "Escape") this.view.select("", true);
    else if (event.key.toLowerCase() === "t") this.view.fitAll();
    else if (KEYS.test(event.key)) this.view.bridge.report_key(event.key.toUpperCase());
    else return;
    event.preventDefault();
  }

  /** The pin moves if there is one; else Leaflet moves the map, which is by hand. */
  private onArrow(event: KeyboardEvent): void {
    if (!this.view.hand.key(event.key, event.shiftKey)) return this.view.release();
    event.preventDefault();
    event.stopPropagation();
  }

  private onDrawingKey(key: string): void {
    if (key === "Escape") this.view.drawing.cancel();
    else if (key === "Enter") this.view.drawing.finish();
    else if (key === "Backspace") this.view.drawing.undo();
    this.view.layers.selection.redraw();
  }
}
