// `npm start`: builds what is missing or out of date, then runs the demo: its page and its SIP server.
// Arguments go to the demo: `npm start -- --server wss://sip.example.com`.
import { spawn } from "node:child_process";
import { buildPackage } from "./build.mjs";
import { root } from "./lib/paths.mjs";
import { runMain, say } from "./lib/run.mjs";

await runMain(async () => {
  await buildPackage();
  say("starting the demo");
  const demo = spawn(process.execPath, ["demo/serve.mjs", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  // A terminal sends its Ctrl-C to the demo as well; a supervisor's signal has to be passed on.
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => demo.kill(signal));
  process.on("SIGINT", () => {});
  return new Promise((resolve) => demo.on("close", (code) => resolve(code ?? 0)));
});
