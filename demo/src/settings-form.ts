// The settings form of one phone: shows its settings, and hands over edited ones.
import { part } from "./parts.js";
import type { DtmfMode, PhoneSettings, VoiceSource } from "./settings.js";

const kTextFields = ["server", "domain", "user", "password"] as const;

export class SettingsForm {
  constructor(
    private readonly form: HTMLFormElement,
    onSave: (settings: PhoneSettings) => void,
  ) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      onSave(this.read());
    });
  }

  show(settings: Readonly<PhoneSettings>): void {
    for (const name of kTextFields) this.input(name).value = settings[name];
    this.choice("dtmf").value = settings.dtmf;
    this.choice("voice").value = settings.voice;
  }

  private read(): PhoneSettings {
    const text = (name: (typeof kTextFields)[number]) => this.input(name).value.trim();
    return {
      server: text("server"),
      domain: text("domain"),
      user: text("user"),
      // A password may begin or end with a blank.
      password: this.input("password").value,
      dtmf: this.choice("dtmf").value as DtmfMode,
      voice: this.choice("voice").value as VoiceSource,
    };
  }

  private input(name: string): HTMLInputElement {
    return part(this.form, name, HTMLInputElement);
  }

  private choice(name: string): HTMLSelectElement {
    return part(this.form, name, HTMLSelectElement);
  }
}
