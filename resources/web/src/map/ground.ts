// Fences and zones: what lies under everything that moves.
import { type Frame, mercatorX, mercatorY, pixelsPerMetre } from "./layer";
import type { Model, Visit, Zone } from "./state";
import { color, faded } from "./theme";
import { haloText, pill, type Room } from "./text";
import { metres } from "./words";

/** A smaller circle would only be a ring about its own mark. */
const LEAST_FENCE_PX = 12;

export function paintGround(ctx: CanvasRenderingContext2D, frame: Frame, model: Model): void {
  if (model.shows.zones) for (const zone of model.zones) paintZone(ctx, frame, zone, model.shows.labels);
  if (!model.shows.visits || !model.shows.fences) return;
  ctx.lineWidth = 1.25;
  for (const visit of model.visits) paintFence(ctx, frame, visit, visit.id === model.selected);
}

function paintZone(ctx: CanvasRenderingContext2D, frame: Frame, zone: Zone, isNamed: boolean): void {
  if (zone.ring.length < 3) return;
  ctx.beginPath();
  let [left, right, top] = [Infinity, -Infinity, Infinity];
  for (const [lat, lon] of zone.ring) {
    const x = mercatorX(lon) * frame.scale - frame.left;
    const y = mercatorY(lat) * frame.scale - frame.top;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    ctx.lineTo(x, y);
  }
  ctx.closePath();
  ctx.fillStyle = faded(color("accent"), 0.06);
  ctx.fill();
  ctx.setLineDash([7, 4]);
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = faded(color("accent"), 0.8);
  ctx.stroke();
  ctx.setLineDash([]);
  if (isNamed && right - left > 90) {
    haloText(ctx, zone.name, (left + right) / 2, top + 14, { align: "center", tint: color("accent"), weight: 600 });
  }
}

function paintFence(ctx: CanvasRenderingContext2D, frame: Frame, visit: Visit, isSelected: boolean): void {
  if (!visit.radius_m) return;
  const radius = visit.radius_m * pixelsPerMetre(visit.lat, frame);
  if (radius < LEAST_FENCE_PX && !isSelected) return;
  const x = visit.x * frame.scale - frame.left;
  const y = visit.y * frame.scale - frame.top;
  if (x < -radius || y < -radius || x > frame.width + radius || y > frame.height + radius) return;
  const tint = color(isSelected ? "accent" : "state_off");
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = faded(tint, isSelected ? 0.14 : 0.07);
  ctx.fill();
  ctx.strokeStyle = faded(tint, isSelected ? 1 : 0.55);
  ctx.stroke();
}

/** The line from where the agent registered the arrival to the address. */
export function paintArrival(ctx: CanvasRenderingContext2D, frame: Frame, visit: Visit): void {
  if (!visit.arrival) return;
  const tint = color(visit.verdict === "away" ? "state_danger" : "state_no_signal");
  const x = visit.x * frame.scale - frame.left;
  const y = visit.y * frame.scale - frame.top;
  const ax = mercatorX(visit.arrival[1]) * frame.scale - frame.left;
  const ay = mercatorY(visit.arrival[0]) * frame.scale - frame.top;
  ctx.lineCap = "round";
  for (const [width, stroke] of [[5, color("halo")], [2, tint]] as const) {
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(ax, ay);
    ctx.setLineDash(width === 2 ? [1, 5] : []);
    ctx.lineWidth = width;
    ctx.strokeStyle = stroke;
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(ax, ay, 4, 0, 2 * Math.PI);
  ctx.fillStyle = tint;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = color("halo");
  ctx.stroke();
}

/** The metres between arrival and address, where they cover nothing; `room` may be left out for the chosen one. */
export function paintArrivalDistance(ctx: CanvasRenderingContext2D, frame: Frame, visit: Visit, room?: Room): void {
  if (!visit.arrival || visit.arrival_distance_m === null) return;
  const tint = color(visit.verdict === "away" ? "state_danger" : "state_no_signal");
  const x = visit.x * frame.scale - frame.left;
  const y = visit.y * frame.scale - frame.top;
  const ax = mercatorX(visit.arrival[1]) * frame.scale - frame.left;
  const ay = mercatorY(visit.arrival[0]) * frame.scale - frame.top;
  if (Math.hypot(ax - x, ay - y) < 46) return;
  const [mx, my] = [(x + ax) / 2, (y + ay) / 2];
  if (room && !room.take(mx - 28, my - 10, 56, 20)) return;
  pill(ctx, metres(visit.arrival_distance_m), mx, my, { align: "center", tint });
}
