// What is measured, and what stands beside what.

/** In the order of the report. A contender takes part with those of the `names` that it has. */
export const jobs = [
  {
    title: "route",
    names: ["route"],
    about: "method or status, branch, tags, Call-ID and CSeq",
  },
  {
    title: "full",
    names: ["full", "objects"],
    about: "every header structured, and the body",
  },
  {
    title: "build",
    names: ["build"],
    about: "the message made from its fields, and its text",
  },
];

/** The job of "full" that leaves JavaScript objects: what the other JavaScript libraries always do. */
export const fullJobOf = (name) => (name === "sip-wasm" ? "objects" : "full");
