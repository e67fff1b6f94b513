// What moves during a replay: each actor's mark and the last minutes of its way.
import type { Hit } from "./agents";
import type { Frame } from "./layer";
import { paintMark, mark } from "./marks";
import { lastAtOrBefore, type Actor, type Replay, type Standing } from "./replay";
import { stamp } from "./sprites";
import type { Model } from "./state";
import { seriesColor } from "./trails";
import { plate } from "./text";
import { color } from "./theme";

const TAIL_S = 900;
const TAILS_UNDER = 24;
const NAMES_UNDER = 24;

export function paintStage(ctx: CanvasRenderingContext2D, frame: Frame, replay: Replay, model: Model): Hit[] {
  const hits: Hit[] = [];
  const isFew = replay.actors.length <= TAILS_UNDER;
  if (isFew && replay.isUnderWay) for (const actor of replay.actors) paintTail(ctx, frame, replay, actor);
  for (const actor of replay.actors) {
    const standing = replay.standing(actor);
    if (!standing) continue;
    const x = standing.x * frame.scale - frame.left;
    const y = standing.y * frame.scale - frame.top;
    if (x < -40 || y < -40 || x > frame.width + 40 || y > frame.height + 40) continue;
    paintActor(ctx, standing, x, y, replay.actors.length === 1 || actor.id === model.selected);
    hits.push({ kind: "agent", id: actor.id, x, y, radius: 14 });
    if (replay.actors.length > 1 && replay.actors.length <= NAMES_UNDER && !model.isWall) {
      plate(ctx, actor.name, x, y - 24, { weight: 600 });
    }
  }
  return hits;
}

function paintActor(ctx: CanvasRenderingContext2D, standing: Standing, x: number, y: number, isBig: boolean): void {
  const size = isBig ? 26 : 18;
  if (!standing.isKnown) {
    paintMark(ctx, mark("bodies", "no_signal"), x, y, { size });
    return;
  }
  const look = { state: standing.state, bearing: standing.bearing, battery: NaN, isLow: false, isDoubtful: false, staleness: 0 };
  stamp(ctx, look, x, y, size);
}

function paintTail(ctx: CanvasRenderingContext2D, frame: Frame, replay: Replay, actor: Actor): void {
  const page = replay.data;
  const here = replay.standing(actor);
  if (!page || !here) return;
  const from = Math.max(actor.first, lastAtOrBefore(page.t, actor.first, actor.count, replay.time - TAIL_S));
  const cut = new Set(actor.gaps.map((gap) => lastAtOrBefore(page.t, actor.first, actor.count, gap.start)));
  ctx.beginPath();
  let isUp = true;
  for (let each = from; each <= here.at; each++) {
    const x = page.x[each]! * frame.scale - frame.left;
    const y = page.y[each]! * frame.scale - frame.top;
    if (isUp) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
    isUp = cut.has(each);
  }
  if (here.isKnown) ctx.lineTo(here.x * frame.scale - frame.left, here.y * frame.scale - frame.top);
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.setLineDash([]);
  ctx.lineWidth = 8;
  ctx.strokeStyle = color("halo");
  ctx.stroke();
  ctx.lineWidth = 5;
  ctx.strokeStyle = seriesColor(actor.series);
  ctx.stroke();
}
