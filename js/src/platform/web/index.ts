export * from "./modifiers/index.js";
export * from "./session-description-handler/index.js";
export * from "./transport/index.js";
