// One form on the page. A new one is mounted beside the old and takes its place when it stands, so
// that nothing flickers and the page keeps its height.
import { createApp, h } from "vue";
import type { App } from "vue";
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import calendar from "./calendar.es.json";
import type { Desktop } from "./bridge";
import { standAt } from "./place";
import { elementAt } from "./questions";
import { isSpanish, word } from "./words";

export interface Shown {
  xform: string;
  media: Record<string, string>;
  /** The form's own files: where each lies, by name. */
  files: Record<string, string>;
  language: string;
  position: [number, number] | null;
}

interface Payload {
  data: [FormData];
}

export class Preview {
  private app: App | null = null;
  private stage: HTMLElement | null = null;
  private serial = 0;
  private wanted = "";
  private reached = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly desktop: Desktop,
  ) {}

  async show(asked: Shown): Promise<void> {
    const serial = (this.serial += 1);
    const began = performance.now();
    standAt(asked.position);
    const stage = document.createElement("div");
    stage.className = "stage coming";
    this.root.append(stage);
    const app = this.mount(asked, stage);
    const ended = await settled(stage, () => serial !== this.serial);
    if (ended === "given up") {
      app.unmount();
      stage.remove();
    } else if (ended === "failed") {
      const reason = document.querySelector(".form-load-failure-dialog .message")?.textContent;
      app.unmount();
      stage.remove();
      this.fail(reason ?? "");
    } else {
      this.replace(app, stage);
      this.desktop.report_shown(performance.now() - began);
    }
  }

  /** Brings a question into view, now or in the form that is coming; once, so that a person who
   *  scrolls away from it stays there. */
  reach(path: string): void {
    this.wanted = path;
    if (path === "") this.reached = "";
    this.seek();
  }

  private seek(): void {
    if (this.wanted === this.reached) return;
    const found = elementAt(this.stage, this.wanted);
    if (found === null) return;
    this.reached = this.wanted;
    const { top, bottom } = found.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) found.scrollIntoView({ block: "center" });
  }

  /** Says why a form cannot be shown, in its place. */
  fail(reason: unknown): void {
    const detail = reason instanceof Error ? reason.message : String(reason ?? "");
    this.replace(null, sentence(detail.trim()));
    this.desktop.report_failed(detail.trim().slice(0, 2000));
  }

  private mount(asked: Shown, stage: HTMLElement): App {
    const app = createApp({
      render: () =>
        h(OdkWebForm, {
          formXml: prepared(asked),
          fetchFormAttachment: (url: URL) => file(asked, url),
          missingResourceBehavior: "BLANK",
          onSubmit: (payload: Payload) => void this.submit(payload),
        } as never),
    });
    app.use(webFormsPlugin);
    app.config.errorHandler = (error) => this.fail(error);
    if (isSpanish()) Object.assign(app.config.globalProperties["$primevue"].config.locale, calendar);
    app.mount(stage);
    return app;
  }

  private replace(app: App | null, stage: HTMLElement): void {
    const scroll = scrollY;
    const before = elementAt(this.stage, this.reached)?.getBoundingClientRect().top;
    this.app?.unmount();
    this.stage?.remove();
    stage.classList.remove("coming");
    if (!stage.isConnected) this.root.append(stage);
    [this.app, this.stage] = [app, stage];
    scrollTo(0, scroll);
    // What stands above the question may have grown: it stays where it was before the eyes.
    const after = elementAt(stage, this.reached)?.getBoundingClientRect().top;
    if (before !== undefined && after !== undefined) scrollBy(0, after - before);
    this.seek();
  }

  private async submit(payload: Payload): Promise<void> {
    const file = payload.data[0].get("xml_submission_file") as File;
    this.desktop.report_submitted(await file.text());
  }
}

type End = "shown" | "failed" | "given up";

/** Waits for the form to say that it stands or that it cannot. */
function settled(stage: HTMLElement, isGivenUp: () => boolean): Promise<End> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const status = stage.querySelector(".form-initialization-status");
      const isReady = status?.classList.contains("ready") && stage.querySelector(".odk-form");
      const end: End | null = isGivenUp()
        ? "given up"
        : isReady
          ? "shown"
          : status?.classList.contains("error")
            ? "failed"
            : null;
      if (end === null) return false;
      watch.disconnect();
      clearInterval(clock);
      resolve(end);
      return true;
    };
    const watch = new MutationObserver(look);
    // A form that hangs in loading changes nothing: whether it was given up is asked by the clock.
    const clock = setInterval(look, 100);
    watch.observe(stage, { childList: true, subtree: true, attributes: true });
    look();
  });
}

/** The form as it is to begin: in the language that is asked for, with the sample visit chosen. */
function prepared({ xform, language, media }: Shown): string {
  const document = new DOMParser().parseFromString(xform, "text/xml");
  if (document.querySelector("parsererror")) return xform; // the engine says what is wrong
  chooseLanguage(document, language);
  chooseVisit(document, media["visitas.csv"] ?? "");
  return new XMLSerializer().serializeToString(document);
}

/** Answers the choice of a visit with the first of the list, unless the form itself does. */
function chooseVisit(document: Document, list: string): void {
  const visit = list.split("\n")[1]?.split(",")[0];
  const choice = [...document.querySelectorAll("select1")].find((each) =>
    each.querySelector("itemset")?.getAttribute("nodeset")?.includes("instance('visitas')"),
  );
  let node = document.querySelector("model > instance")?.firstElementChild ?? null;
  for (const name of choice?.getAttribute("ref")?.split("/").slice(2) ?? []) {
    node = [...(node?.children ?? [])].find((each) => each.localName === name) ?? null;
  }
  if (visit && choice && node && !node.childElementCount) node.textContent ||= visit;
}

function chooseLanguage(document: Document, language: string): void {
  const all = [...document.querySelectorAll("itext > translation")];
  const nameOf = (each: Element): string => each.getAttribute("lang") ?? "";
  const wanted =
    all.find((each) => nameOf(each) === language) ??
    all.find((each) => nameOf(each).endsWith(`(${language})`));
  if (!wanted) return;
  for (const each of all) each.removeAttribute("default");
  wanted.setAttribute("default", "true()");
}

async function file({ media, files }: Shown, url: URL): Promise<Response> {
  const name = decodeURIComponent(url.href.split("/").pop() ?? "");
  const text = media[name];
  if (text !== undefined) {
    const kind = name.endsWith(".csv") ? "text/csv" : "text/xml";
    return new Response(text, { headers: { "Content-Type": kind } });
  }
  const place = files[name.normalize("NFC")];
  // What is not on this computer is missing on the page as it would be on the phone.
  const missing = (): Response => new Response("", { status: 404 });
  return place === undefined ? missing() : fetch(place).catch(missing);
}

function sentence(detail: string): HTMLElement {
  const box = document.createElement("div");
  box.className = "cannot";
  const head = document.createElement("strong");
  head.textContent = word("An error occurred while loading this form");
  const rest = document.createElement("p");
  rest.textContent = detail;
  box.append(head, rest);
  return box;
}
