// One phone on the page: shows what the phone model says, and hands it the user's presses.
import { CallTimer } from "./call-timer.js";
import { DialPad } from "./dial-pad.js";
import { part, setPressed, setText } from "./parts.js";
import type { Phone } from "./phone.js";
import { RingTone } from "./ring-tone.js";
import { SettingsForm } from "./settings-form.js";
import { Sound } from "./sound.js";
import { callWording, lineWording, notice } from "./wording.js";

export interface PhoneViewOptions {
  phone: Phone;
  template: HTMLTemplateElement;
  /** `a` or `b`: which of the two colours the phone has. */
  side: "a" | "b";
  /** What the dial field holds at first. */
  dial: string;
  ringAllowed: () => boolean;
}

export class PhoneView {
  readonly element: HTMLElement;
  private readonly phone: Phone;
  private readonly ring = new RingTone();
  private readonly timer: CallTimer;
  private readonly sound: Sound;
  private readonly dialField: HTMLInputElement;
  private keysOf: Phone["call"];

  constructor(private readonly options: PhoneViewOptions) {
    const { phone, template } = options;
    this.phone = phone;
    const fragment = template.content.cloneNode(true) as DocumentFragment;
    this.element = part(fragment, "phone", HTMLElement);
    this.element.classList.add(`side-${options.side}`);
    this.timer = new CallTimer(this.find("timer"));
    this.sound = new Sound(this.element, () =>
      phone.report("The browser plays no sound before a click on the page: press Speaker twice."),
    );
    this.dialField = part(this.element, "dial", HTMLInputElement);
    this.dialField.value = options.dial;
    const pad = new DialPad(this.find("pad"), (tone) => this.onKey(tone));
    const form = part(this.element, "settings", HTMLFormElement);
    new SettingsForm(form, (settings) => phone.configure(settings)).show(phone.settings);
    // Without a user there is nothing to register yet: the settings wait.
    part(this.element, "settings-details", HTMLDetailsElement).open = !phone.settings.user;
    this.find("name").id = `phone-${options.side}`;
    this.element.setAttribute("aria-labelledby", this.find("name").id);
    this.listen(pad);
    phone.onChange = () => this.render();
    phone.onTone = (tone, from) => this.showTone(tone, from);
    this.render();
  }

  /** Shows the phone as it is now; to be called also after the page's ring switch was turned. */
  render(): void {
    const focused = document.activeElement;
    this.renderName();
    this.renderLine();
    this.renderNotice();
    this.renderCall();
    this.renderControls();
    this.sound.follow(this.phone.call);
    if (focused && this.element.contains(focused)) this.keepFocus(focused);
  }

  private listen(pad: DialPad): void {
    const { phone } = this;
    part(this.element, "dial-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      phone.dial(this.dialField.value);
    });
    this.onClick("answer", () => phone.answer());
    this.onClick("decline", () => phone.hangUp());
    this.onClick("hangup", () => phone.hangUp());
    this.onClick("hold", () => phone.toggleHold());
    this.onClick("mute", () => phone.toggleMute());
    this.onClick("speaker", () => {
      this.sound.speakerOn = !this.sound.speakerOn;
      this.render();
    });
    this.onClick("retry", () => phone.retry());
    this.onClick("dismiss", () => phone.clearTrouble());
    this.element.addEventListener("keydown", (event) => {
      const typing =
        event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (!typing && pad.pressFromKeyboard(event)) event.preventDefault();
    });
  }

  /** In a call a key is sent; before it, it is dialled. */
  private onKey(tone: string): void {
    if (this.phone.inCall) this.phone.pressKey(tone);
    else this.dialField.value += tone;
  }

  private showTone(tone: string, from: "here" | "there"): void {
    const line = this.find(from === "here" ? "keys-sent" : "keys-received");
    const before = line.textContent ?? "";
    const label = from === "here" ? "Keys sent:" : "Keys received:";
    setText(line, `${before || label} ${tone}`);
  }

  private renderName(): void {
    const { name, settings } = this.phone;
    setText(this.find("name"), name);
    setText(this.find("avatar"), name.slice(0, 1).toUpperCase());
    setText(this.find("address"), settings.user ? `${settings.user}@${settings.domain}` : "");
  }

  private renderLine(): void {
    const { text, tone } = lineWording(this.phone.lineState);
    const badge = this.find("line");
    badge.dataset.tone = tone;
    setText(badge, text);
  }

  private renderNotice(): void {
    const shown = notice(this.phone);
    this.find("notice").hidden = !shown;
    setText(this.find("notice-text"), shown?.text ?? "");
    this.button("retry").hidden = shown?.action !== "retry";
    this.button("dismiss").hidden = shown?.action !== "dismiss";
  }

  private renderCall(): void {
    const { call } = this.phone;
    this.element.dataset.call = call?.state ?? "none";
    setText(this.find("state"), callWording(this.phone));
    if (call?.state === "talking") this.timer.run(call.startedAt);
    else if (call?.state === "ended") this.timer.run(undefined);
    else this.timer.clear();
    if (call?.state === "incoming" && this.options.ringAllowed()) this.ring.start();
    else this.ring.stop();
    if (call !== this.keysOf) {
      this.keysOf = call;
      for (const name of ["keys-sent", "keys-received"]) setText(this.find(name), "");
    }
  }

  private renderControls(): void {
    const { call, inCall } = this.phone;
    const incoming = call?.state === "incoming";
    const talking = call?.state === "talking";
    part(this.element, "dial-form", HTMLFormElement).hidden = inCall;
    this.find("controls").hidden = !inCall;
    this.button("answer").hidden = !incoming;
    this.button("decline").hidden = !incoming;
    this.button("hangup").hidden = incoming;
    for (const name of ["hold", "mute", "speaker"]) this.button(name).hidden = incoming;
    this.button("hold").disabled = !talking || call.busy;
    this.button("mute").disabled = !talking;
    setPressed(this.button("hold"), call?.heldHere ?? false);
    setPressed(this.button("mute"), call?.muted ?? false);
    setPressed(this.button("speaker"), this.sound.speakerOn);
  }

  /** A button that vanishes under the keyboard's focus passes it on to what took its place. */
  private keepFocus(focused: Element): void {
    if (!focused.closest("[hidden], [disabled]")) return;
    const next = this.phone.inCall
      ? this.find("controls").querySelector<HTMLElement>("button:not([hidden], [disabled])")
      : this.dialField;
    next?.focus();
  }

  private find(name: string): HTMLElement {
    return part(this.element, name, HTMLElement);
  }

  private button(name: string): HTMLButtonElement {
    return part(this.element, name, HTMLButtonElement);
  }

  private onClick(name: string, action: () => void): void {
    this.button(name).addEventListener("click", action);
  }
}
