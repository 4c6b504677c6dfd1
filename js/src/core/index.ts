// `sip-wasm/core`, and `Core` of `sip-wasm`: messages, grammar and digests for programs that are no user agent, such as
// servers, and the part of a user agent below its calls.
export * from "../grammar/index.js";
export * from "./dialogs/session-dialog.js";
export * from "./digest.js";
export * from "./exceptions/index.js";
export * from "./log/index.js";
export * from "./messages/index.js";
export * from "./transport.js";
export * from "./user-agent-core/allowed-methods.js";
export * from "./user-agent-core/user-agent-core.js";
export * from "./user-agent-core/user-agent-core-configuration.js";
export { WasmLoadError } from "./wasm/index.js";
