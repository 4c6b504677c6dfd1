// Runs test files with Node's own runner, prints them as they go and sends the counts to the parent process.
// argv: concurrency, timeout of a file in milliseconds, files...
import { run } from "node:test";
import { spec } from "node:test/reporters";

const [concurrency, timeout, ...files] = process.argv.slice(2);
const counts = { passed: 0, failed: 0 };

const events = run({ files, concurrency: Number(concurrency), timeout: Number(timeout) });
events.on("test:pass", ({ details, skip, todo }) => {
  if (details.type !== "suite" && !skip && !todo) counts.passed++;
});
events.on("test:fail", ({ details, todo }) => {
  if (!todo && isOwnFailure(details)) counts.failed++;
});
events.compose(new spec()).pipe(process.stdout);
events.on("end", () => process.send(counts));

// A suite or file fails with its tests; only a failure of its own (a crash, a broken hook) counts once more.
function isOwnFailure({ type, error }) {
  return type !== "suite" || error?.failureType !== "subtestsFailed";
}
