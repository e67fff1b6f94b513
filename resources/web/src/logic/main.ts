// The worker: one JSON object a line in, one a line out. It reads no file and opens no connection.
import "./dom";
import { createInterface } from "node:readline";
import { check } from "./check";
import { fill } from "./fill";
import { Broken } from "./form";

interface Request {
  id: number;
  act: "check" | "fill" | "ping";
}

const ACTS: Record<string, (asked: never) => Promise<object>> = {
  check,
  fill,
  ping: async () => ({}),
};

async function answer(line: string): Promise<void> {
  const asked = JSON.parse(line) as Request;
  const act = ACTS[asked.act];
  const said = act
    ? await act(asked as never).catch(broken)
    : { broken: "act", detail: String(asked.act) };
  process.stdout.write(`${JSON.stringify({ id: asked.id, ...said })}\n`);
}

function broken(error: unknown): object {
  const code = error instanceof Broken ? error.code : "engine";
  const detail = error instanceof Error ? error.message : String(error);
  return { broken: code, detail: detail.slice(0, 500) };
}

// One after the other: what the engine keeps while it works is not made for two forms at a time.
let last = Promise.resolve();
const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
lines.on("line", (line) => {
  last = last.then(() => answer(line));
});
lines.on("close", () => {
  void last.then(() => process.exit(0));
});
