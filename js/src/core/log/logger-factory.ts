import { errorText } from "./error-text.js";
import { Levels } from "./levels.js";
import { Logger } from "./logger.js";

/** Takes each entry logged, whatever the level: `level` limits only what the console shows. */
export type LogConnector = (
  level: string,
  category: string,
  label: string | undefined,
  // biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature; `unknown` would refuse its users' functions.
  content: any,
) => void;

/**
 * Makes the loggers of a user agent and decides where their entries go: to the console, and to the
 * connector if there is one. Logging never throws, whatever the connector does.
 */
export class LoggerFactory {
  /** Whether entries go to the console. */
  builtinEnabled = true;

  private currentLevel: Levels = Levels.log;
  private currentConnector: LogConnector | undefined;
  private connecting = false;
  private readonly loggers = new Map<string, Logger>();
  private readonly logger: Logger;

  constructor() {
    this.logger = this.getLogger("sip:loggerfactory");
  }

  /** The most verbose level that reaches the console. */
  get level(): Levels {
    return this.currentLevel;
  }

  /** A number above 3 counts as 3, and a level's name as its number; anything else is logged and ignored. */
  set level(newLevel: Levels) {
    const given: unknown = newLevel;
    if (typeof given === "number" && given >= 0) {
      this.currentLevel = Math.min(given, Levels.debug);
    } else if (typeof given === "string" && Object.hasOwn(Levels, given)) {
      const level: Levels | string = Levels[given as keyof typeof Levels];
      this.currentLevel = typeof level === "number" ? level : Number(given);
    } else {
      this.logger.error(`invalid 'level' parameter value: ${describe(given)}`);
    }
  }

  /** Called with each entry. Setting what is not a function is logged and ignored; `undefined` removes it. */
  get connector(): LogConnector | undefined {
    return this.currentConnector;
  }

  set connector(value: LogConnector | undefined) {
    if (!value) {
      this.currentConnector = undefined;
    } else if (typeof value === "function") {
      this.currentConnector = value;
    } else {
      this.logger.error(`invalid 'connector' parameter value: ${describe(value)}`);
    }
  }

  /**
   * The logger of a category: the same object each time, except that with a label, at level debug, it
   * is a new one that writes the label too.
   */
  getLogger(category: string, label?: string): Logger {
    if (label && this.level === Levels.debug) {
      return new Logger(this, category, label);
    }
    let logger = this.loggers.get(category);
    if (!logger) {
      logger = new Logger(this, category);
      this.loggers.set(category, logger);
    }
    return logger;
  }

  /** Writes an entry. Text is written as `date | category | label | text`, other content as it is. */
  genericLog(
    levelToLog: Levels,
    category: string,
    label: string | undefined,
    // biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature.
    content: any,
  ): void {
    if (this.builtinEnabled && this.level >= levelToLog) {
      print(levelToLog, category, label, content);
    }
    this.connect(levelToLog, category, label, content);
  }

  private connect(
    level: Levels,
    category: string,
    label: string | undefined,
    content: unknown,
  ): void {
    // A connector that logs through one of these loggers would otherwise call itself for ever.
    if (!this.currentConnector || this.connecting) {
      return;
    }
    this.connecting = true;
    try {
      this.currentConnector(Levels[level] ?? String(level), category, label, content);
    } catch (error) {
      if (this.builtinEnabled) {
        const text = `the log connector threw: ${errorText(error)}`;
        print(Levels.error, "sip:loggerfactory", undefined, text);
      }
    } finally {
      this.connecting = false;
    }
  }
}

const consoleMethods = {
  [Levels.error]: "error",
  [Levels.warn]: "warn",
  [Levels.log]: "log",
  [Levels.debug]: "debug",
} as const;

function print(level: Levels, category: string, label: string | undefined, content: unknown): void {
  const method = consoleMethods[level];
  if (!method) {
    return;
  }
  let line = content;
  if (typeof content === "string") {
    const prefix = label ? [new Date(), category, label] : [new Date(), category];
    line = [...prefix, content].join(" | ");
  }
  try {
    console[method](line);
  } catch {
    // A page may replace the console; what that does must not break a call.
  }
}

function describe(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value;
  }
}
