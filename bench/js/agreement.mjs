// Whether a library really does what it is measured at: its answers against those of plain string work (message-fields.mjs).
// The tests ask for the JavaScript libraries, and a run of the benchmarks for all that take part, before anything is timed.
import { fieldsOf } from "./message-fields.mjs";

/**
 * What some libraries get wrong in the corpus, by their name as packages have it: message to fields. They are measured all the
 * same, for they take the message; the report says what they miss.
 */
export const gaps = {
  "ringcentral-web-phone": {
    // The last line of a header wins.
    bye: ["branch"],
    "invite-ten-hops": ["branch", "toTag"],
    notify: ["branch"],
    message: ["branch", "toTag"],
    // A To without a tag is given one.
    invite: ["toTag"],
    register: ["toTag"],
    subscribe: ["toTag"],
    // Folds and compact names are unknown.
    folded: ["branch", "fromTag", "toTag"],
    compact: ["branch", "callId", "fromTag"],
  },
};

/** What routing needs of a message, by plain string work. */
export function expectedRoute(text) {
  const { isRequest, method, statusCode, via, from, to, callId, cseq } = fieldsOf(text);
  return {
    start: isRequest ? method : String(statusCode),
    branch: via.branch,
    fromTag: from.tag,
    toTag: to.tag,
    callId,
    cseq: String(cseq),
  };
}

/**
 * The fields in which a library differs from what is expected, by message; messages without any are left out.
 * @param {object} routes What the library answers to "route".
 */
export function routeDifferences(routes, corpus) {
  const differences = {};
  for (const { name, text } of corpus) {
    const expected = expectedRoute(text);
    const wrong = Object.keys(expected).filter(
      (field) => routes[name]?.[field] !== expected[field],
    );
    if (wrong.length > 0) differences[name] = wrong.sort();
  }
  return differences;
}

/**
 * What is missing in the messages that a library built, as sentences.
 * @param {object} texts What the library answers to "build".
 */
export function buildFaults(texts, corpus) {
  return corpus.flatMap(({ name, text }) =>
    faultsOf(texts[name] ?? "", text).map((fault) => `${name}: ${fault}`),
  );
}

function faultsOf(built, text) {
  const wanted = fieldsOf(text);
  const faults = [];
  const expected = expectedRoute(text);
  const found = expectedRoute(built);
  for (const field of Object.keys(expected)) {
    if (found[field] !== expected[field]) faults.push(`${field} is "${found[field]}"`);
  }
  const head = built.slice(0, built.indexOf("\r\n\r\n"));
  for (const line of wanted.extraHeaders) {
    const name = line.slice(0, line.indexOf(":"));
    if (!head.toLowerCase().includes(`\r\n${name.toLowerCase()}:`)) faults.push(`no ${name}`);
  }
  if (fieldsOf(built).body.trim() !== wanted.body.trim()) faults.push("another body");
  const length = Number(/^Content-Length: *(\d+)/im.exec(head)?.[1]);
  if (length !== new TextEncoder().encode(fieldsOf(built).body).length) {
    faults.push(`Content-Length is ${length}`);
  }
  return faults;
}
