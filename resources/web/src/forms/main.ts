// The preview of a form: what the desktop last said is what is shown. It keeps nothing.
import { word } from "./words";
import "./forms.css";
import { connect } from "./bridge";
import type { Desktop } from "./bridge";
import { Preview } from "./preview";
import type { Shown } from "./preview";
import { paint } from "./theme";
import type { Colours } from "./theme";

type Message =
  | ({ do: "show" } & Shown)
  | { do: "reach"; path: string }
  | { do: "theme"; colours: Colours };

let preview: Preview | null = null;

function receive(text: string): void {
  const message = JSON.parse(text) as Message;
  if (message.do === "show") void preview?.show(message);
  else if (message.do === "reach") preview?.reach(message.path);
  else paint(message.colours);
}

function start(desktop: Desktop): void {
  const root = document.getElementById("form");
  if (root === null) return;
  preview = new Preview(root, desktop);
  addEventListener("unhandledrejection", (event) => preview?.fail(event.reason));
  desktop.report_ready();
}

Object.assign(globalThis, { KobraForms: { receive, word } });
connect(start);
