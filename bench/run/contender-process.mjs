// A contender that is a process of its own: a native program, the same compiled to wasm, or a JavaScript library in Node.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class ContenderProcess {
  /**
   * @param {object} about `environment` is "native", "wasm" or "node"; `name` and `version` are the library's.
   * @param {string} program
   * @param {string[]} args
   */
  constructor(about, program, args) {
    Object.assign(this, about);
    this.process = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
    this.ended = new Promise((_, reject) => {
      this.process.on("error", reject);
      this.process.on("exit", (code) =>
        reject(new Error(`${about.name} (${about.environment}) ended with code ${code}`)),
      );
    });
    this.ended.catch(() => {}); // told to whoever asks next
    this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async ask(command, ...args) {
    this.process.stdin.write(`${[command, ...args].join(" ")}\n`);
    const { value } = await Promise.race([this.answers.next(), this.ended]);
    return JSON.parse(value);
  }

  close() {
    this.process.kill();
  }
}
