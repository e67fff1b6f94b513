// The ways of a day's plan from door to door: straight, for they say an order and no street; an arrow in the middle of each leg.
import { type Frame, mercatorX, mercatorY } from "./layer";
import type { Route } from "./state";
import { color, faded } from "./theme";

const ARROW = 5;
const SHORTEST_PX = 26;

export function paintRoutes(ctx: CanvasRenderingContext2D, frame: Frame, routes: Route[]): void {
  for (const route of routes) if (!route.is_strong) paintRoute(ctx, frame, route);
  for (const route of routes) if (route.is_strong) paintRoute(ctx, frame, route);
}

function paintRoute(ctx: CanvasRenderingContext2D, frame: Frame, route: Route): void {
  const points = route.points.map(([lat, lon]): [number, number] => [mercatorX(lon) * frame.scale - frame.left, mercatorY(lat) * frame.scale - frame.top]);
  if (points.length < 2) return;
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  const tint = route.is_strong ? color("accent") : faded(color("text_3"), 0.55);
  const strokes = route.is_strong ? ([[5, color("halo")], [2.5, tint]] as const) : ([[1.5, tint]] as const);
  for (const [width, stroke] of strokes) {
    ctx.beginPath();
    for (const [x, y] of points) ctx.lineTo(x, y);
    ctx.lineWidth = width;
    ctx.strokeStyle = stroke;
    ctx.stroke();
  }
  if (route.is_strong) for (let at = 1; at < points.length; at++) paintArrow(ctx, points[at - 1]!, points[at]!, tint);
}

function paintArrow(ctx: CanvasRenderingContext2D, from: [number, number], to: [number, number], tint: string): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (Math.hypot(dx, dy) < SHORTEST_PX) return;
  ctx.save();
  ctx.translate((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  ctx.rotate(Math.atan2(dy, dx));
  ctx.beginPath();
  ctx.moveTo(ARROW, 0);
  ctx.lineTo(-ARROW, ARROW);
  ctx.lineTo(-ARROW, -ARROW);
  ctx.closePath();
  ctx.fillStyle = tint;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = color("halo");
  ctx.stroke();
  ctx.restore();
}
