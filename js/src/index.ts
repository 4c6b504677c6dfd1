// The package's entry: SIP.js's names.
import { setPlatformDefaults } from "./api/platform-defaults.js";
import * as Core from "./core/index.js";
import * as Web from "./platform/web/index.js";

setPlatformDefaults({
  transportConstructor: Web.Transport,
  sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(),
});

export * from "./api/index.js";
export { name, version } from "./api/version.js";
export { HeaderInjectionError } from "./core/exceptions/index.js";
export { WasmLoadError } from "./core/index.js";
export * from "./grammar/index.js";
export { Core, Web };
