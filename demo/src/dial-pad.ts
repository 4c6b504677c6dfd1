// The twelve keys of a telephone. One stop for the Tab key; arrows move within, and the keyboard's
// own digits press them.

const kKeys: readonly (readonly [tone: string, letters: string])[] = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", "+"],
  ["#", ""],
];
const kColumns = 3;
const kNames: Readonly<Record<string, string>> = { "*": "star", "#": "pound" };

export class DialPad {
  private readonly buttons: HTMLButtonElement[];

  /** Fills `root` with the keys; `onKey` hears each press, of a finger or of the keyboard. */
  constructor(
    root: HTMLElement,
    private readonly onKey: (tone: string) => void,
  ) {
    this.buttons = kKeys.map(([tone, letters]) => this.makeButton(tone, letters));
    root.append(...this.buttons);
    root.addEventListener("keydown", (event) => this.onArrow(event));
  }

  /** Presses the key of a keyboard event; false when it is none of ours. */
  pressFromKeyboard(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const button = this.buttons[kKeys.findIndex(([tone]) => tone === event.key)];
    if (!button) return false;
    button.classList.add("pressed");
    setTimeout(() => button.classList.remove("pressed"), 150);
    this.onKey(event.key);
    return true;
  }

  private makeButton(tone: string, letters: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "key";
    button.tabIndex = tone === "1" ? 0 : -1;
    const name = kNames[tone];
    if (name) button.setAttribute("aria-label", name);
    const digit = document.createElement("span");
    digit.textContent = tone;
    const small = document.createElement("small");
    small.textContent = letters;
    small.setAttribute("aria-hidden", "true");
    button.append(digit, small);
    button.addEventListener("click", () => this.onKey(tone));
    return button;
  }

  private onArrow(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -kColumns,
      ArrowDown: kColumns,
    };
    const step = steps[event.key];
    const from = this.buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = step === undefined ? undefined : this.buttons[from + step];
    if (from < 0 || !to) return;
    event.preventDefault();
    for (const button of this.buttons) button.tabIndex = button === to ? 0 : -1;
    to.focus();
  }
}
