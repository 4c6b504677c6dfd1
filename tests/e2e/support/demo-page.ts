// The demo page as a person finds it: by the words on it.
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const kPatience = { timeout: 8000 };

/** One of the two phones on the page. */
export class DemoPhone {
  constructor(readonly region: Locator) {}

  button(name: string): Locator {
    return this.region.getByRole("button", { name, exact: true });
  }

  field(label: string): Locator {
    return this.region.getByLabel(label, { exact: true });
  }

  choice(label: string): Locator {
    return this.region.getByRole("combobox", { name: label, exact: true });
  }

  async openSettings(): Promise<void> {
    await this.region.getByText("Settings", { exact: true }).click();
  }

  /** Waits until the phone says this anywhere on its face. */
  async says(text: string | RegExp): Promise<void> {
    await expect.poll(() => this.region.innerText(), kPatience).toMatch(text);
  }

  async saysNoMore(text: string | RegExp): Promise<void> {
    await expect.poll(() => this.region.innerText(), kPatience).not.toMatch(text);
  }

  /** The level that the phone shows for a direction, in decibels; −∞ for silence, or no call. */
  async level(direction: "Sent" | "Received"): Promise<number> {
    const shown = await this.region.getByText(new RegExp(`^\\s*${direction}`)).innerText();
    const number = /−?\d+(?= dB)/.exec(shown)?.[0];
    return number === undefined ? Number.NEGATIVE_INFINITY : Number(number.replace("−", "-"));
  }

  async hears(): Promise<void> {
    await expect.poll(() => this.level("Received"), kPatience).toBeGreaterThan(-40);
  }

  async hearsNothing(): Promise<void> {
    await expect.poll(() => this.level("Received"), kPatience).toBe(Number.NEGATIVE_INFINITY);
  }
}

export class DemoPage {
  readonly alice: DemoPhone;
  readonly bob: DemoPhone;
  readonly ladder: Locator;

  constructor(readonly page: Page) {
    this.alice = new DemoPhone(page.getByRole("region", { name: "Alice", exact: true }));
    this.bob = new DemoPhone(page.getByRole("region", { name: "Bob", exact: true }));
    this.ladder = page.getByRole("region", { name: "SIP messages" });
  }

  async registered(): Promise<void> {
    await Promise.all([this.alice, this.bob].map((phone) => phone.says("Registered")));
  }

  /** Alice calls Bob, Bob answers. */
  async call(): Promise<void> {
    await this.alice.button("Call").click();
    await this.bob.says("Alice is calling");
    await this.bob.button("Answer").click();
    await this.alice.says("Talking to bob");
    await this.bob.says("Talking to Alice");
  }

  /** The arrows of the ladder as they are read out: `Alice to server: INVITE …`. */
  async arrows(): Promise<string[]> {
    const texts = await this.ladder.getByRole("listitem").allInnerTexts();
    return texts.map((text) =>
      text
        .replaceAll(/\s+/g, " ")
        .replace(/^[\d.]+ /, "")
        .trim(),
    );
  }
}
