import type { Logger } from "../core/log/logger.js";

const secret = new Set(["authorizationPassword", "authorizationHa1"]);

/** Writes options to the log, secrets left out. */
export function logOptions(logger: Logger, options: object): void {
  logger.log("Configuration:");
  for (const [name, value] of Object.entries(options))
    logger.log(`· ${name}: ${shown(name, value)}`);
}

function shown(name: string, value: unknown): string {
  if (secret.has(name)) return "NOT SHOWN";
  if (typeof value === "function") return value.name;
  if (name === "uri" || name === "registrar") return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // A delegate may well refer to itself.
    return typeof value;
  }
}
