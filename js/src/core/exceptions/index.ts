export * from "./exception.js";
export { HeaderInjectionError } from "./header-injection-error.js";
export * from "./transaction-state-error.js";
export * from "./transport-error.js";
