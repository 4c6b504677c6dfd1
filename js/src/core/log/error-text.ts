/**
 * A thrown value as text for the log, with its stack where it has one: what an application's own callback
 * threw is of use only with the place it was thrown at. Never throws.
 */
export function errorText(error: unknown): string {
  try {
    const text = String(error);
    const stack = error instanceof Error ? error.stack : undefined;
    if (!stack) {
      return text;
    }
    // V8's stack begins with the message; those of other engines leave it out.
    return stack.includes(text) ? stack : `${text}\n${stack}`;
  } catch {
    return `something of type ${typeof error}`;
  }
}
