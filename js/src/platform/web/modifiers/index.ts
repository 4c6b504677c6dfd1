export * from "./modifiers.js";
