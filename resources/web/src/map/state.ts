// What the page knows: the last thing Python said of each kind. Python holds the truth; nothing here is computed twice.
import type { AgentLook } from "./marks";
import { mercatorX, mercatorY } from "./layer";

export const STATES = ["off_shift", "moving", "stopped", "at_visit", "no_signal", "sos"] as const;
/** Columns of the live agents array, in the order of kobra_desktop/map/agents.py. */
export const COLUMNS = 9;

export interface Visit {
  id: string;
  title: string;
  lat: number;
  lon: number;
  state: string;
  verdict: string | null;
  radius_m: number | null;
  order: number | null;
  arrival: [number, number] | null;
  arrival_distance_m: number | null;
  x: number;
  y: number;
}

export interface Zone {
  id: string;
  name: string;
  ring: [number, number][];
}

/** The way of an agent's day from door to door; a strong one is looked at. */
export interface Route {
  id: string;
  is_strong: boolean;
  points: [number, number][];
}

export interface Circle {
  id: string;
  title: string;
  lines: string[];
  lat: number;
  lon: number;
  /** In pixels. */
  radius: number;
  /** None: hollow, nothing is known. */
  fill: string;
  x: number;
  y: number;
}

/** «Sandra Milena Buitrago Guzmán» is «Sandra Buitrago» where names are many; particles stay with their surname. */
export function shortened(names: string[]): string[] {
  const short = names.map((name) => {
    const words = name.trim().split(/\s+/);
    const parts: string[] = [];
    let held = "";
    for (const word of words) {
      if (/^\p{Ll}/u.test(word)) held += `${word} `;
      else {
        parts.push(held + word);
        held = "";
      }
    }
    if (parts.length < 3) return name;
    return `${parts[0]!} ${parts[parts.length === 3 ? 1 : parts.length - 2]!}`;
  });
  const times = new Map<string, number>();
  for (const each of short) times.set(each, (times.get(each) ?? 0) + 1);
  return short.map((each, at) => (times.get(each)! > 1 ? names[at]! : each));
}

export class Agents {
  ids: string[] = [];
  names: string[] = [];
  /** What stands beside a mark: given name and first surname, unless two would be the same. */
  shortNames: string[] = [];
  count = 0;
  /** Where each mark is drawn, in Web Mercator; on its way to `to` while it glides. */
  x = new Float64Array(0);
  y = new Float64Array(0);
  private from = { x: this.x, y: this.y };
  private to = { x: this.x, y: this.y };
  private data: Float64Array = new Float64Array(0);
  private isNewRoster = true;
  private places = new Map<string, number>();
  /** Changes with each new set of numbers; the cluster index is rebuilt when it differs. */
  version = 0;

  roster(ids: string[], names: string[]): void {
    this.ids = ids;
    this.names = names;
    this.shortNames = shortened(names);
    this.places = new Map(ids.map((id, at) => [id, at]));
    this.count = Math.min(this.count, ids.length);
    this.isNewRoster = true;
  }

  numbers(data: Float64Array): void {
    const count = Math.floor(data.length / COLUMNS);
    if (count !== this.ids.length) return; // numbers of another roster: the right ones follow
    this.data = data;
    this.count = count;
    const to = { x: new Float64Array(count), y: new Float64Array(count) };
    for (let at = 0; at < count; at++) {
      to.x[at] = mercatorX(data[count + at]!);
      to.y[at] = mercatorY(data[at]!);
    }
    this.from = this.x.length === count && !this.isNewRoster ? { x: this.x, y: this.y } : to;
    this.isNewRoster = false;
    this.to = to;
    this.glide(1);
    this.version += 1;
  }

  /** Moves every mark to a share (0 to 1) of its way from the numbers before to the present ones. */
  glide(share: number): void {
    if (share >= 1) {
      this.x = this.to.x;
      this.y = this.to.y;
      return;
    }
    const eased = 1 - (1 - share) ** 3;
    const { from, to } = this;
    this.x = from.x.map((x, at) => x + (to.x[at]! - x) * eased);
    this.y = from.y.map((y, at) => y + (to.y[at]! - y) * eased);
  }

  place(id: string): number {
    const at = this.places.get(id);
    return at === undefined || at >= this.count ? -1 : at;
  }

  private cell(column: number, at: number): number {
    return this.data[column * this.count + at]!;
  }

  lat = (at: number): number => this.cell(0, at);
  lon = (at: number): number => this.cell(1, at);
  severity = (at: number): number => this.cell(4, at);
  accuracy = (at: number): number => this.cell(7, at);
  minutes = (at: number): number => this.cell(8, at);

  /** State and badges of each agent that is on the map. */
  looks(tell: (state: string, badges: string[]) => void): void {
    for (let at = 0; at < this.count; at++) {
      const severity = this.severity(at);
      if (severity === 0) continue;
      const flags = this.cell(5, at);
      const badges = [];
      if (flags & 1) badges.push("low_battery");
      if (flags & 2) badges.push("doubt");
      if (this.cell(6, at) > 0) badges.push("stale");
      tell(STATES[severity]!, badges);
    }
  }

  look(at: number): AgentLook {
    const flags = this.cell(5, at);
    return {
      state: STATES[this.severity(at)] ?? "no_signal",
      bearing: this.cell(2, at),
      battery: this.cell(3, at),
      isLow: (flags & 1) !== 0,
      isDoubtful: (flags & 2) !== 0,
      staleness: this.cell(6, at),
    };
  }
}

/** From this zoom on a visit is a pin; beside a trail its stops say most, and the pins wait for room. */
export const PINS_FROM = 14;
export const PINS_BESIDE_TRAIL_FROM = 16;

export class Model {
  agents = new Agents();
  visits: Visit[] = [];
  zones: Zone[] = [];
  circles: Circle[] = [];
  routes: Route[] = [];
  /** Several visits at once, beside the one that is selected. */
  chosen = new Set<string>();
  selected = "";
  hovered = "";
  followed = "";
  isWall = false;
  pinsFrom = PINS_FROM;
  shows = { agents: true, visits: true, fences: true, zones: true, trails: true, labels: true };

  takeVisits(visits: Visit[]): void {
    for (const visit of visits) {
      visit.x = mercatorX(visit.lon);
      visit.y = mercatorY(visit.lat);
    }
    this.visits = visits;
  }

  takeCircles(circles: Circle[]): void {
    for (const circle of circles) {
      circle.x = mercatorX(circle.lon);
      circle.y = mercatorY(circle.lat);
    }
    this.circles = circles;
  }

  circle(id: string): Circle | undefined {
    return this.circles.find((each) => each.id === id);
  }

  visit(id: string): Visit | undefined {
    return this.visits.find((each) => each.id === id);
  }
}
