// Plays recorded trails by time: typed arrays, a binary search per agent, and a clock that runs here.
// It knows nothing of Leaflet; main.ts asks it where everybody stands.
import type { Gap, Stop, TrailPage } from "./trails";

const REPORT_EVERY_MS = 250;
const EARTH_M = 40_075_016;
/** Less than this between two fixes is no movement. */
const STEP_M = 3;

export interface Actor {
  id: string;
  name: string;
  series: number;
  first: number;
  count: number;
  gaps: Gap[];
  stops: Stop[];
}
export interface Standing {
  x: number;
  y: number;
  bearing: number;
  /** False before the first fix, after the last, and inside a gap. */
  isKnown: boolean;
  state: "moving" | "stopped" | "at_visit";
  /** Index of the last fix at or before the time. */
  at: number;
}

/** Index of the last of `count` sorted times from `first` that is not after `time`; -1 when all are. */
export function lastAtOrBefore(times: Float64Array, first: number, count: number, time: number): number {
  let low = first;
  let high = first + count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === first ? -1 : low - 1;
}

export class Replay {
  actors: Actor[] = [];
  start = 0;
  end = 0;
  time = 0;
  speed = 0;
  private page: TrailPage | undefined;
  private last = 0;
  private reported = 0;
  private asked = 0;
  /** What was wished for while the fixes were still on their way. */
  private wished: { time?: number; speed?: number } = {};
  private readonly onFrame: () => void;
  private readonly onReport: (time: number, isPlaying: boolean) => void;

  constructor(onFrame: () => void, onReport: (time: number, isPlaying: boolean) => void) {
    this.onFrame = onFrame;
    this.onReport = onReport;
  }

  get isLoaded(): boolean {
    return this.actors.length > 0;
  }

  /** Whether the clock runs or stands before the end: then the whole line steps back behind the last minutes. */
  get isUnderWay(): boolean {
    return this.isLoaded && (this.speed > 0 || this.time < this.end - 1);
  }

  get data(): TrailPage | undefined {
    return this.page;
  }

  load(page: TrailPage): void {
    this.page = page;
    this.actors = page.heads.map((head) => ({
      id: head.id,
      name: head.name,
      series: head.series,
      first: head.runs[0]?.[0] ?? 0,
      count: head.runs.reduce((sum, [, count]) => sum + count, 0),
      gaps: head.gaps,
      stops: head.stops,
    }));
    const withFixes = this.actors.filter((actor) => actor.count > 0);
    if (withFixes.length === 0) {
      this.actors = []; // it was cleared while the fixes were on their way: there is no time to tell
      return;
    }
    this.start = Math.min(...withFixes.map((actor) => page.t[actor.first]!));
    this.end = Math.max(...withFixes.map((actor) => page.t[actor.first + actor.count - 1]!));
    const { time, speed } = this.wished;
    this.wished = {};
    this.time = Math.max(this.start, Math.min(this.end, time ?? this.start));
    if (speed) this.play(speed);
    else this.report(true);
  }

  clear(): void {
    this.pause();
    this.wished = {};
    this.actors = [];
    this.page = undefined;
  }

  play(speed: number): void {
    if (!this.isLoaded) {
      this.wished.speed = speed;
      return;
    }
    if (this.time >= this.end) this.time = this.start;
    this.speed = Math.max(0, Math.min(120, speed));
    this.last = performance.now();
    if (this.speed > 0 && !this.asked) this.asked = requestAnimationFrame(this.tick);
    this.report(true);
  }

  pause(): void {
    this.speed = 0;
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    this.report(true);
  }

  seek(time: number): void {
    if (!this.isLoaded) {
      this.wished.time = time;
      return;
    }
    this.time = Math.max(this.start, Math.min(this.end, time));
    this.onFrame();
    this.report(true);
  }

  /** Where an actor stands at the present time. */
  standing(actor: Actor): Standing | null {
    const page = this.page;
    if (!page || actor.count === 0) return null;
    const last = actor.first + actor.count - 1;
    const at = lastAtOrBefore(page.t, actor.first, actor.count, this.time);
    if (at < 0) return null;
    const stop = actor.stops.find((each) => this.time >= each.start && this.time < each.end);
    const still = stop?.is_visit ? "at_visit" : "stopped";
    const here: Standing = { x: page.x[at]!, y: page.y[at]!, bearing: NaN, isKnown: this.time <= page.t[last]!, state: still, at };
    if (at === last) return here;
    if (actor.gaps.some((gap) => this.time > gap.start && this.time < gap.end)) return { ...here, isKnown: false };
    const share = (this.time - page.t[at]!) / (page.t[at + 1]! - page.t[at]! || 1);
    const dx = page.x[at + 1]! - page.x[at]!;
    const dy = page.y[at + 1]! - page.y[at]!;
    const isMoving = !stop && Math.hypot(dx, dy) * EARTH_M > STEP_M;
    const bearing = isMoving ? ((Math.atan2(dx, -dy) * 180) / Math.PI + 360) % 360 : NaN;
    return { ...here, x: here.x + dx * share, y: here.y + dy * share, bearing, state: isMoving ? "moving" : still };
  }

  private readonly tick = (now: number): void => {
    this.asked = 0;
    this.time = Math.min(this.end, this.time + ((now - this.last) / 1000) * this.speed);
    this.last = now;
    if (this.time >= this.end) this.speed = 0;
    this.onFrame();
    this.report(this.speed === 0);
    if (this.speed > 0) this.asked = requestAnimationFrame(this.tick);
  };

  private report(isForced: boolean): void {
    const now = performance.now();
    if (!isForced && now - this.reported < REPORT_EVERY_MS) return;
    this.reported = now;
    this.onReport(this.time, this.speed > 0);
  }
}
