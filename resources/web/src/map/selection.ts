// The chosen and the hovered mark, on top of everything: ring of accuracy, bigger mark, name.
import { paintChosenCircle } from "./circles";
import { type Frame, pixelsPerMetre } from "./layer";
import { SIZES } from "./marks";
import { stamp } from "./sprites";
import type { Model, Visit } from "./state";
import { color, faded } from "./theme";
import { pill } from "./text";
import { paintArrival, paintArrivalDistance } from "./ground";
import { paintPin } from "./visits";

export function paintSelection(ctx: CanvasRenderingContext2D, frame: Frame, model: Model, isReplay: boolean): void {
  if (model.hovered && model.hovered !== model.selected) paintHovered(ctx, frame, model);
  if (!model.selected) return;
  const at = model.agents.place(model.selected);
  if (at >= 0 && model.agents.severity(at) > 0 && model.shows.agents && !isReplay) paintAgent(ctx, frame, model, at);
  const visit = at < 0 ? model.visit(model.selected) : undefined;
  if (visit && model.shows.visits) paintVisit(ctx, frame, model, visit);
  const circle = at < 0 && !visit ? model.circle(model.selected) : undefined;
  if (circle) paintChosenCircle(ctx, frame, model, circle, true);
}

function paintAgent(ctx: CanvasRenderingContext2D, frame: Frame, model: Model, at: number): void {
  const { agents } = model;
  const x = agents.x[at]! * frame.scale - frame.left;
  const y = agents.y[at]! * frame.scale - frame.top;
  const accuracy = agents.accuracy(at) * pixelsPerMetre(agents.lat(at), frame);
  if (accuracy > 14 && accuracy < 6000) {
    ctx.beginPath();
    ctx.arc(x, y, accuracy, 0, 2 * Math.PI);
    ctx.fillStyle = faded(color("accent"), 0.1);
    ctx.fill();
    ctx.lineWidth = 1.25;
    ctx.setLineDash([]);
    ctx.strokeStyle = faded(color("accent"), 0.75);
    ctx.stroke();
  }
  disc(ctx, x, y, SIZES.agent_selected / 2 + 9, model.followed === model.selected);
  stamp(ctx, agents.look(at), x, y, SIZES.agent_selected);
  if (!model.isWall) pill(ctx, agents.names[at]!, x, y - SIZES.agent_selected / 2 - 23, { align: "center", size: 13 });
}

/** The ring of selection, in the accent; filled while the map follows. */
function disc(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, isFollowed: boolean): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.setLineDash([]);
  ctx.fillStyle = faded(color("surface"), 0.82);
  ctx.fill();
  ctx.lineWidth = 5;
  ctx.strokeStyle = color("halo");
  ctx.stroke();
  ctx.lineWidth = isFollowed ? 3.5 : 2;
  ctx.strokeStyle = color("accent");
  ctx.stroke();
}

function paintVisit(ctx: CanvasRenderingContext2D, frame: Frame, model: Model, visit: Visit): void {
  const x = visit.x * frame.scale - frame.left;
  const y = visit.y * frame.scale - frame.top;
  paintArrival(ctx, frame, visit);
  paintArrivalDistance(ctx, frame, visit);
  ctx.beginPath();
  ctx.ellipse(x, y, 9, 5, 0, 0, 2 * Math.PI);
  ctx.fillStyle = faded(color("accent"), 0.25);
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = color("accent");
  ctx.stroke();
  paintPin(ctx, visit, x, y, 1.45);
  if (!model.isWall) pill(ctx, visit.title, x, y + 20, { align: "center", size: 13 });
}

function paintHovered(ctx: CanvasRenderingContext2D, frame: Frame, model: Model): void {
  const at = model.agents.place(model.hovered);
  const visit = at < 0 ? model.visit(model.hovered) : undefined;
  const circle = at < 0 && !visit ? model.circle(model.hovered) : undefined;
  if (circle) return paintChosenCircle(ctx, frame, model, circle, false);
  const source = at >= 0 ? { x: model.agents.x[at]!, y: model.agents.y[at]! } : visit;
  if (!source || (at >= 0 && model.agents.severity(at) === 0)) return;
  const x = source.x * frame.scale - frame.left;
  const y = source.y * frame.scale - frame.top - (visit && frame.zoom >= model.pinsFrom ? 17 : 0);
  ctx.beginPath();
  ctx.arc(x, y, 17, 0, 2 * Math.PI);
  ctx.lineWidth = 2;
  ctx.setLineDash([]);
  ctx.strokeStyle = faded(color("accent"), 0.9);
  ctx.stroke();
}
