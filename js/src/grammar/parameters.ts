import { HeaderInjectionError, holdsLineBreak } from "../core/exceptions/header-injection-error.js";

/** The `;name=value` parameters of a URI or header. Names are case-insensitive and kept in lower case. */
export class Parameters {
  /** Values by lower-case name; null for a parameter without a value. May be assigned as a whole. */
  parameters: { [name: string]: string | null } = {};

  /**
   * @throws {@link HeaderInjectionError} if a name or value holds CR, LF or NUL.
   */
  constructor(parameters: { [name: string]: string | number | null | undefined }) {
    for (const name in parameters) {
      if (Object.hasOwn(parameters, name)) this.setParam(name, parameters[name]);
    }
  }

  /**
   * Sets a parameter, without a value if `value` is undefined or null. An empty name is ignored.
   * @throws {@link HeaderInjectionError} if the name or value holds CR, LF or NUL.
   */
  setParam(key: string, value: string | number | null | undefined): void {
    if (!key) {
      return;
    }
    if (holdsLineBreak(key)) throw new HeaderInjectionError("parameter name");
    if (holdsLineBreak(value)) throw new HeaderInjectionError(`parameter ${key}`);
    this.parameters[key.toLowerCase()] =
      value === undefined || value === null ? null : String(value);
  }

  /** The value: null if the parameter has none, undefined if it is not there. */
  getParam(key: string): string | null | undefined {
    return this.hasParam(key) ? this.parameters[key.toLowerCase()] : undefined;
  }

  hasParam(key: string): boolean {
    if (!key) {
      return false;
    }
    const name = key.toLowerCase();
    return Object.hasOwn(this.parameters, name) && this.parameters[name] !== undefined;
  }

  /** Removes a parameter. @returns What `getParam` returned before. */
  deleteParam(key: string): string | null | undefined {
    const value = this.getParam(key);
    if (value !== undefined) {
      delete this.parameters[key.toLowerCase()];
    }
    return value;
  }

  clearParams(): void {
    this.parameters = {};
  }
}

/** Writes parameters as they stand in a URI or header: `;name=value;flag`. */
export function formatParameters(parameters: { [name: string]: string | null }): string {
  let text = "";
  for (const name in parameters) {
    if (!Object.hasOwn(parameters, name)) continue;
    const value = parameters[name];
    text += value === null ? `;${name}` : `;${name}=${value}`;
  }
  return text;
}
