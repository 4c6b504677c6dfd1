// Starts the page, and says so on the page when it cannot start.
import { part, setText } from "./parts.js";

try {
  const { run } = await import("./app.js");
  await run();
} catch (error) {
  const failure = part(document, "failure", HTMLElement);
  failure.hidden = false;
  setText(failure, `The page could not start. ${error instanceof Error ? error.message : error}`);
  throw error;
} finally {
  document.body.removeAttribute("aria-busy");
}
