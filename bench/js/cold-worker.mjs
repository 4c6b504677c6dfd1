// What the first message costs a fresh process once the library is imported: prints nanoseconds and ends.
//
//   node bench/js/cold-worker.mjs LIBRARY MESSAGE
import { readCorpus } from "./corpus.mjs";
import { cpuNanoseconds } from "./cpu-clock.mjs";

const [name, message] = process.argv.slice(2);
const library = await import(`./libraries/${name}.mjs`);
const { text } = readCorpus().find((entry) => entry.name === message);

cpuNanoseconds(); // its own first call
const start = cpuNanoseconds();
library.jobs.route({ text });
console.log(cpuNanoseconds() - start);
