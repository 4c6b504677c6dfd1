// The page: two phones and the ladder between them.
import { Ladder, type Side } from "./ladder.js";
import { part } from "./parts.js";
import { Phone } from "./phone.js";
import { PhoneView } from "./phone-view.js";
import { type DemoConfig, loadConfig, type PhoneConfig, settingsFrom } from "./settings.js";

/** Fills the page and connects the phones. Rejects with a sentence for the page. */
export async function run(): Promise<void> {
  const config = await loadConfig();
  const [left, right] = config.phones as [PhoneConfig, PhoneConfig];
  const ladder = new Ladder(part(document, "ladder", HTMLElement), {
    left: left.name,
    right: right.name,
  });
  const views = [
    addPhone(config, left, right, "left", ladder),
    addPhone(config, right, left, "right", ladder),
  ];
  part(document, "ring", HTMLInputElement).addEventListener("change", () => {
    for (const view of views) view.render();
  });
}

function addPhone(
  config: DemoConfig,
  own: PhoneConfig,
  other: PhoneConfig,
  side: Side,
  ladder: Ladder,
): PhoneView {
  const phone = new Phone({
    name: own.name,
    settings: settingsFrom(own),
    iceServers: config.iceServers,
    onWire: (direction, message) => ladder.add(side, direction, message),
  });
  const view = new PhoneView({
    phone,
    template: part(document, "phone-template", HTMLTemplateElement),
    side: side === "left" ? "a" : "b",
    dial: other.user,
    ringAllowed: () => part(document, "ring", HTMLInputElement).checked,
  });
  part(document, `place-${side}`, HTMLElement).replaceWith(view.element);
  if (own.user) phone.connect();
  // A page that closes without unregistering leaves a contact that rings in vain.
  addEventListener("pagehide", () => void phone.disconnect());
  return view;
}
