export * from "./transport.js";
export * from "./transport-options.js";
