// The native programs of bench/native, and ours compiled to wasm.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPreset } from "../../scripts/lib/cmake.mjs";
import { buildDir } from "../../scripts/lib/paths.mjs";
import { corpusFolder } from "../js/corpus.mjs";
import { ContenderProcess } from "./contender-process.mjs";
import { nativePrograms, packageOf } from "./libraries.mjs";

const programFile = (preset, program) => join(buildDir, preset, "bench/native", `bench_${program}`);

/** Starts every program that could be built here. */
export async function startNative() {
  await buildPreset("bench");
  const contenders = [];
  for (const program of nativePrograms) {
    const file = programFile("bench", program);
    if (!existsSync(file)) continue;
    const contender = new ContenderProcess({ environment: "native", name: program }, file, [
      corpusFolder,
    ]);
    const { name, version, jobs } = await contender.ask("describe");
    contenders.push(Object.assign(contender, { name, jobs, version: version || ownVersion() }));
  }
  return contenders;
}

/** Our native program once more, compiled as the package's module is. */
export async function startWasm() {
  await buildPreset("bench-wasm", "bench_sip_wasm");
  const file = `${programFile("bench-wasm", "sip_wasm")}.cjs`;
  const about = { environment: "wasm", name: "sip-wasm", version: ownVersion() };
  const contender = new ContenderProcess(about, process.execPath, [file, corpusFolder]);
  const { jobs } = await contender.ask("describe");
  return Object.assign(contender, { jobs });
}

const ownVersion = () => packageOf("sip-wasm").version;
