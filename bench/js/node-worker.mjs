// One JavaScript library as a process that is driven line by line, as the native programs are (bench/native/driver.cpp).
//
//   node bench/js/node-worker.mjs LIBRARY        a file of bench/js/libraries
import { createInterface } from "node:readline";
import { Contender } from "./contender.mjs";
import { readCorpus } from "./corpus.mjs";
import { cpuNanoseconds } from "./cpu-clock.mjs";

const library = await import(`./libraries/${process.argv[2]}.mjs`);
const contender = new Contender(library, readCorpus());

const commands = {
  describe: () => contender.describe(),
  route: () => contender.route(),
  build: () => contender.build(),
  count: (job) => contender.count(job),
  sample(job, passes) {
    const start = cpuNanoseconds();
    contender.run(job, Number(passes));
    return cpuNanoseconds() - start;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...args] = line.split(" ");
  process.stdout.write(`${JSON.stringify(commands[command](...args))}\n`);
}
