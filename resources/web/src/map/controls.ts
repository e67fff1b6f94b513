// The furniture of the page: buttons, layers, legend, scale, date of the data, note and hover card.
// All text goes in by textContent; nothing here reads agents or trails.
import * as L from "leaflet";
import { type AgentLook, mark, paintAgent, paintMark } from "./marks";
import { STATES, type Model } from "./state";
import { metres, word } from "./words";

export interface Acts {
  zoom(by: number): void;
  fit(): void;
  changed(): void;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

const ICONS: Record<string, string[]> = {
  plus: ["M5 12h14", "M12 5v14"],
  minus: ["M5 12h14"],
  fit: ["M8 3H5a2 2 0 0 0-2 2v3", "M21 8V5a2 2 0 0 0-2-2h-3", "M3 16v3a2 2 0 0 0 2 2h3", "M16 21h3a2 2 0 0 0 2-2v-3"],
  layers: ["M12 3 2.5 8 12 13l9.5-5z", "M2.5 12 12 17l9.5-5", "M2.5 16 12 21l9.5-5"],
  fold: ["M6 9l6 6 6-6"],
};

function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of ICONS[name] ?? []) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    svg.appendChild(path);
  }
  return svg;
}

function button(name: string, label: string, press: () => void): HTMLButtonElement {
  const made = element("button", "kobra-button");
  made.type = "button";
  made.title = label;
  made.setAttribute("aria-label", label);
  made.appendChild(icon(name));
  made.addEventListener("click", press);
  return made;
}

function swatch(paint: (ctx: CanvasRenderingContext2D, middle: number) => void): HTMLCanvasElement {
  const side = 30;
  const ratio = window.devicePixelRatio || 1;
  const canvas = element("canvas", "kobra-swatch");
  canvas.width = canvas.height = side * ratio;
  const ctx = canvas.getContext("2d");
  if (ctx) {
    ctx.scale(ratio, ratio);
    paint(ctx, side / 2);
  }
  return canvas;
}

const PLAIN = { bearing: 40, battery: 15, isLow: false, isDoubtful: false, staleness: 0 };
const BADGE_KEYS = ["low_battery", "doubt", "stale"];
const VISIT_KEYS = [
  "draft", "assigned", "on_phone", "checked_in", "completed", "not_completed", "cancelled", "expired", "blocked",
];
const VERDICT_KEYS = ["at_address", "near", "away", "no_fix", "not_trusted", "unplaced"];

/** States and badges of the agents on the map, the worst first. */
function presentAgents(model: Model): string[] {
  const found = new Set<string>();
  if (model.shows.agents) model.agents.looks((state, badges) => { found.add(state); badges.forEach((each) => found.add(each)); });
  return [...[...STATES].reverse(), ...BADGE_KEYS].filter((key) => key !== "off_shift" && found.has(key));
}

export class Furniture {
  private readonly root: HTMLElement;
  private readonly buttons = element("div", "kobra-buttons");
  private readonly legend = element("section", "kobra-card kobra-legend");
  private readonly foot = element("div", "kobra-foot");
  private readonly scale = element("div", "kobra-scale");
  private readonly scaleText = element("span", "");
  private readonly date = element("div", "kobra-date");
  private readonly credit = element("div", "kobra-credit");
  private readonly note = element("div", "kobra-note");
  private readonly hint = element("div", "kobra-hint");
  private readonly card = element("div", "kobra-card kobra-hover");
  private readonly layers = element("div", "kobra-card kobra-layers");
  private isFolded: boolean;
  private trailMarks: readonly string[] | null = null;
  private explained = "";
  private creditText = "";
  private quietNote = "";
  private readonly map: L.Map;
  private readonly model: Model;
  private readonly acts: Acts;

  constructor(map: L.Map, model: Model, acts: Acts) {
    this.map = map;
    this.model = model;
    this.acts = acts;
    this.isFolded = window.innerWidth < 1000 || window.innerHeight < 640; // a small map has no room for it
    this.root = element("div", "kobra-furniture");
    this.scale.append(this.scaleText);
    this.foot.append(this.scale, this.date, this.credit);
    this.root.append(this.buttons, this.layers, this.legend, this.foot, this.note, this.hint, this.card);
    map.getContainer().appendChild(this.root);
    L.DomEvent.disableScrollPropagation(this.legend);
    for (const part of [this.buttons, this.layers, this.legend]) L.DomEvent.disableClickPropagation(part);
    this.layers.hidden = this.note.hidden = this.hint.hidden = this.card.hidden = true;
    map.on("zoomend moveend resize", () => this.measure());
  }

  /** Builds everything again, in the present words and theme. */
  render(): void {
    this.buttons.replaceChildren(
      button("layers", word("layers"), () => { this.layers.hidden = !this.layers.hidden; }),
      button("plus", word("zoom_in"), () => this.acts.zoom(1)),
      button("minus", word("zoom_out"), () => this.acts.zoom(-1)),
      button("fit", word("fit_all"), () => this.acts.fit()),
    );
    this.renderLayers();
    this.renderLegend();
    this.measure();
  }

  /** A quiet note stands in place of the ground's credit; another one on the map itself, because it asks for an act. */
  say(note: string, isQuiet: boolean): void {
    this.note.textContent = isQuiet ? "" : note;
    this.note.hidden = isQuiet || note === "";
    this.quietNote = isQuiet ? note : "";
    this.renderCredit();
  }

  tell(hint: string): void {
    this.hint.textContent = hint;
    this.hint.hidden = hint === "";
  }

  /** The legend explains what is on the map now, and is built anew only when that changes. */
  explain(): void {
    if (this.explained !== this.keys().join()) this.renderLegend();
  }

  /** What a trail is made of, in the order of the legend; none: no trail is shown, and the live agents are. */
  trailed(marks: readonly string[] | null): void {
    this.trailMarks = marks;
    this.explain();
  }

  private keys(): string[] {
    if (this.trailMarks) return [...this.trailMarks, ...this.visitKeys()];
    return [...presentAgents(this.model), ...this.visitKeys()];
  }

  dated(text: string): void {
    this.date.textContent = text;
  }

  credited(text: string): void {
    this.creditText = text;
    this.renderCredit();
  }

  private renderCredit(): void {
    this.credit.textContent = this.credit.title = this.quietNote || this.creditText;
  }

  hover(lines: string[], x: number, y: number): void {
    this.card.hidden = lines.length === 0;
    if (lines.length === 0) return;
    this.card.replaceChildren(...lines.map((line, at) => element("div", at === 0 && lines.length > 1 ? "kobra-strong" : "", line)));
    const size = this.map.getSize();
    const isLeft = x > size.x - 240;
    this.card.style.left = isLeft ? "" : `${x + 16}px`;
    this.card.style.right = isLeft ? `${size.x - x + 16}px` : "";
    this.card.style.top = `${Math.min(size.y - 70, Math.max(8, y - 18))}px`;
  }

  private renderLayers(): void {
    const keys = ["agents", "visits", "fences", "zones", "trails"] as const;
    this.layers.replaceChildren(
      ...keys.map((key) => {
        const label = element("label", "kobra-check");
        const box = element("input", "");
        box.type = "checkbox";
        box.checked = this.model.shows[key];
        box.addEventListener("change", () => {
          this.model.shows[key] = box.checked;
          this.acts.changed();
          this.explain();
        });
        label.append(box, element("span", "", word(`layer_${key}`)));
        return label;
      }),
    );
  }

  private renderLegend(): void {
    const fold = element("button", "kobra-fold");
    fold.type = "button";
    fold.setAttribute("aria-expanded", String(!this.isFolded));
    fold.append(element("span", "", word("legend")), icon("fold"));
    fold.addEventListener("click", () => {
      this.isFolded = !this.isFolded;
      this.renderLegend();
    });
    this.legend.classList.toggle("is-folded", this.isFolded);
    this.legend.replaceChildren(fold);
    this.explained = this.keys().join();
    this.legend.hidden = this.explained === "";
    if (this.isFolded) return;
    const body = element("div", "kobra-columns");
    if (this.trailMarks) body.append(this.trailRows(this.trailMarks));
    else body.append(this.agentRows());
    if (this.visitKeys().length > 0) body.append(this.visitRows());
    this.legend.append(body);
  }

  private agentRows(): HTMLElement {
    const rows = element("div", "kobra-rows");
    const moving = { ...PLAIN, state: "moving" };
    const badges: Record<string, AgentLook> = {
      low_battery: { ...moving, isLow: true },
      doubt: { ...moving, isDoubtful: true },
      stale: { ...moving, staleness: 2 },
    };
    for (const key of presentAgents(this.model)) {
      const badge = badges[key];
      const look = badge ?? { ...PLAIN, state: key };
      const picture = swatch((ctx, at) => paintAgent(ctx, look, at - (badge ? 1 : 0), at, 15));
      rows.append(this.row(picture, word(badge ? key : `state_${key}`)));
    }
    return rows;
  }

  /** States, then verdicts, of the visits on the map. */
  private visitKeys(): string[] {
    const { visits, shows } = this.model;
    if (!shows.visits) return [];
    const states = new Set(visits.map((visit) => visit.state));
    const verdicts = new Set(visits.map((visit) => visit.verdict));
    return [
      ...VISIT_KEYS.filter((key) => states.has(key)).map((key) => `visit_${key}`),
      ...VERDICT_KEYS.filter((key) => verdicts.has(key)).map((key) => `verdict_${key}`),
    ];
  }

  private visitRows(): HTMLElement {
    const rows = element("div", "kobra-rows");
    for (const key of this.visitKeys()) {
      const family = key.startsWith("visit_") ? "visits" : "verdicts";
      const what = mark(family, key.slice(key.indexOf("_") + 1));
      rows.append(this.row(swatch((ctx, at) => paintMark(ctx, what, at, at, { size: family === "visits" ? 13 : 12 })), word(key)));
    }
    return rows;
  }

  private trailRows(marks: readonly string[]): HTMLElement {
    const rows = element("div", "kobra-rows");
    for (const key of marks) {
      rows.append(this.row(swatch((ctx, at) => paintMark(ctx, mark("trail", key), at, at, { size: 13 })), word(`trail_${key}`)));
    }
    return rows;
  }

  private row(picture: HTMLCanvasElement, text: string): HTMLElement {
    const made = element("div", "kobra-row");
    made.append(picture, element("span", "", text));
    return made;
  }

  private measure(): void {
    const size = this.map.getSize();
    const y = size.y / 2;
    const wide = 110;
    const across = this.map.containerPointToLatLng([0, y]).distanceTo(this.map.containerPointToLatLng([wide, y]));
    if (!(across > 0)) return;
    const power = 10 ** Math.floor(Math.log10(across));
    const round = [5, 3, 2, 1].map((step) => step * power).find((step) => step <= across) ?? power;
    this.scale.style.width = `${Math.round((wide * round) / across)}px`;
    this.scaleText.textContent = metres(round);
  }
}
