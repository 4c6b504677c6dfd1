// What a user agent uses where its options name no transport or media of their own. The platform is a layer above this one:
// js/src/index.ts, which knows both, fills this in.
import type { SessionDescriptionHandlerFactory } from "./session-description-handler-factory.js";
import type { TransportConstructor } from "./user-agent-options.js";

export interface PlatformDefaults {
  readonly transportConstructor: TransportConstructor;
  readonly sessionDescriptionHandlerFactory: SessionDescriptionHandlerFactory;
}

let defaults: PlatformDefaults = {
  transportConstructor: class {
    constructor() {
      throw new Error("There is no transport: give the UserAgent option transportConstructor.");
    }
  } as unknown as PlatformDefaults["transportConstructor"],
  sessionDescriptionHandlerFactory: () => {
    throw new Error(
      "There is no media: give the UserAgent option sessionDescriptionHandlerFactory.",
    );
  },
};

export function setPlatformDefaults(platform: PlatformDefaults): void {
  defaults = platform;
}

export function platformDefaults(): PlatformDefaults {
  return defaults;
}
