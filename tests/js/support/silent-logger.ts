import { type Logger, LoggerFactory } from "../../../js/src/core/log/index.js";

/** A logger that writes nothing to the console, and the entries it was given as `level text`. */
export function silentLogger(): { logger: Logger; entries: Array<string> } {
  const factory = new LoggerFactory();
  const entries: Array<string> = [];
  factory.builtinEnabled = false;
  factory.connector = (level, _category, _label, content) => entries.push(`${level} ${content}`);
  return { logger: factory.getLogger("test"), entries };
}

/** For what makes loggers of its own. */
export function silentFactory(): LoggerFactory {
  const factory = new LoggerFactory();
  factory.builtinEnabled = false;
  return factory;
}
