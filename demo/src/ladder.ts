// The ladder diagram: one lane per phone and one for the server, an arrow for each SIP message as it
// passes the phone's transport, and the whole text of the arrow that is chosen.
import { part, setText } from "./parts.js";
import { type SipSummary, summarise } from "./sip-summary.js";
import type { Direction } from "./wire-tap.js";

/** The phone's lane: left or right of the server's. */
export type Side = "left" | "right";

/** Older arrows go when there are more. */
const kMaxArrows = 400;

export class Ladder {
  private readonly list: HTMLOListElement;
  private readonly detailTitle: HTMLElement;
  private readonly detailText: HTMLTextAreaElement;
  private firstAt: number | undefined;
  private chosen: HTMLButtonElement | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly names: Readonly<Record<Side, string>>,
  ) {
    this.list = part(root, "arrows", HTMLOListElement);
    this.detailTitle = part(root, "detail-title", HTMLElement);
    this.detailText = part(root, "detail-text", HTMLTextAreaElement);
    setText(part(root, "lane-left", HTMLElement), names.left);
    setText(part(root, "lane-right", HTMLElement), names.right);
    this.list.addEventListener("keydown", (event) => this.onArrowKey(event));
    part(root, "clear", HTMLButtonElement).addEventListener("click", () => this.clear());
    const registrations = part(root, "registrations", HTMLInputElement);
    registrations.addEventListener("change", () => {
      this.list.classList.toggle("without-registrations", !registrations.checked);
    });
  }

  /** Adds a message that the phone on `side` has sent or received. */
  add(side: Side, direction: Direction, message: string): void {
    const summary = summarise(message);
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    const item = document.createElement("li");
    item.append(this.makeArrow(side, direction, summary, message));
    if (summary.method === "REGISTER") item.classList.add("registration");
    this.list.append(item);
    if (this.list.childElementCount > kMaxArrows) this.list.firstElementChild?.remove();
    this.setTabStop();
    // Follow the newest, unless the reader has scrolled back.
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  private clear(): void {
    this.list.replaceChildren();
    this.firstAt = undefined;
    this.chosen = undefined;
    this.root.classList.remove("reading");
    setText(this.detailTitle, "");
    this.detailText.value = "";
  }

  private makeArrow(
    side: Side,
    direction: Direction,
    summary: SipSummary,
    message: string,
  ): HTMLButtonElement {
    this.firstAt ??= performance.now();
    const seconds = (performance.now() - this.firstAt) / 1000;
    const [from, to] =
      direction === "sent" ? [this.names[side], "server"] : ["server", this.names[side]];
    const pointsRight = (side === "left") === (direction === "sent");

    const button = document.createElement("button");
    button.type = "button";
    button.className = `arrow ${summary.kind} ${side} ${pointsRight ? "to-right" : "to-left"}`;
    button.append(
      span("time", seconds.toFixed(2)),
      span("visually-hidden", ` ${from} to ${to}: `),
      span("shaft", "", span("title", summary.title), ...summary.notes.map((n) => span("tag", n))),
    );
    button.addEventListener("click", () => {
      this.choose(button, `${from} → ${to}: ${summary.title}`, message);
    });
    return button;
  }

  private choose(button: HTMLButtonElement, title: string, message: string): void {
    this.chosen?.removeAttribute("aria-current");
    this.chosen = button;
    button.setAttribute("aria-current", "true");
    this.root.classList.add("reading");
    setText(this.detailTitle, title);
    this.detailText.value = message;
    this.setTabStop();
    button.scrollIntoView({ block: "nearest" });
  }

  /** One stop for the Tab key: the chosen arrow, or else the newest. */
  private setTabStop(): void {
    const arrows = this.visibleArrows();
    const stop = this.chosen?.isConnected ? this.chosen : arrows.at(-1);
    for (const arrow of arrows) arrow.tabIndex = arrow === stop ? 0 : -1;
  }

  private onArrowKey(event: KeyboardEvent): void {
    const arrows = this.visibleArrows();
    const at = arrows.indexOf(document.activeElement as HTMLButtonElement);
    const targets: Record<string, HTMLButtonElement | undefined> = {
      ArrowUp: arrows[at - 1],
      ArrowDown: arrows[at + 1],
      Home: arrows[0],
      End: arrows.at(-1),
    };
    const target = targets[event.key];
    if (at < 0 || !target) return;
    event.preventDefault();
    target.click();
    target.focus();
  }

  private visibleArrows(): HTMLButtonElement[] {
    const hidden = this.list.classList.contains("without-registrations") ? ".registration" : "";
    const items = hidden ? `li:not(${hidden}) > button` : "li > button";
    return [...this.list.querySelectorAll<HTMLButtonElement>(items)];
  }
}

function span(className: string, text: string, ...children: Element[]): HTMLSpanElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  element.append(...children);
  return element;
}
