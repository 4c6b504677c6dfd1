// How much memory a library keeps after so many messages that nobody holds on to: prints JSON and ends.
//
//   node --expose-gc bench/js/memory-worker.mjs LIBRARY JOB MESSAGES
import { Contender } from "./contender.mjs";
import { readCorpus } from "./corpus.mjs";

const [name, job, messages] = process.argv.slice(2);

const memories = [];
globalThis.WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, args) {
    const instance = new Instance(...args);
    memories.push(
      ...Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory),
    );
    return instance;
  },
});

const library = await import(`./libraries/${name}.mjs`);
const contender = new Contender(library, readCorpus());
const passes = Math.ceil(Number(messages) / contender.corpus.length);

/** Finalisers run between two collections, and what they freed goes with the second. */
async function settle() {
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    heap: process.memoryUsage().heapUsed,
    wasm: memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  };
}

// As many before, by which code is compiled and caches are filled.
contender.run(job, passes);
const before = await settle();
contender.run(job, passes);
const after = await settle();
console.log(
  JSON.stringify({
    messages: passes * contender.corpus.length,
    heapGrowth: after.heap - before.heap,
    wasm: before.wasm,
    wasmGrowth: after.wasm - before.wasm,
  }),
);
