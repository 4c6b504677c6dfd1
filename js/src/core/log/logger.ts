import { Levels } from "./levels.js";
import type { LoggerFactory } from "./logger-factory.js";

/** Logs for one category, such as `sip.Transport`. {@link LoggerFactory.getLogger} makes it. */
export class Logger {
  private readonly logger: LoggerFactory;
  private readonly category: string;
  private readonly label: string | undefined;

  constructor(logger: LoggerFactory, category: string, label?: string) {
    this.logger = logger;
    this.category = category;
    this.label = label;
  }

  error(content: string): void {
    this.logger.genericLog(Levels.error, this.category, this.label, content);
  }

  warn(content: string): void {
    this.logger.genericLog(Levels.warn, this.category, this.label, content);
  }

  log(content: string): void {
    this.logger.genericLog(Levels.log, this.category, this.label, content);
  }

  debug(content: string): void {
    this.logger.genericLog(Levels.debug, this.category, this.label, content);
  }

  /** The level of the factory, shared by all its loggers. */
  get level(): Levels {
    return this.logger.level;
  }

  set level(newLevel: Levels) {
    this.logger.level = newLevel;
  }
}
