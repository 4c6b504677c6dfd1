// Before anything is timed: does everybody who takes part do the job?
import { Failure } from "../../scripts/lib/run.mjs";
import { buildFaults, gaps, routeDifferences } from "../js/agreement.mjs";

/** Throws a Failure that says what is wrong in whose answers. */
export async function checkContender(contender, corpus) {
  const who = `${contender.name} (${contender.environment})`;
  const differences = routeDifferences(await contender.ask("route"), corpus);
  const known = gaps[contender.name] ?? {};
  if (JSON.stringify(sorted(differences)) !== JSON.stringify(sorted(known))) {
    throw new Failure(`${who} finds other route fields: ${JSON.stringify(differences)}`);
  }
  if (contender.jobs.includes("build")) {
    const faults = buildFaults(await contender.ask("build"), corpus);
    if (faults.length > 0) throw new Failure(`${who} builds wrongly: ${faults.join("; ")}`);
  }
}

function sorted(byMessage) {
  return Object.entries(byMessage)
    .map(([name, fields]) => [name, fields.toSorted()])
    .sort();
}
