// docs/bench/messages.md: the run, and what has to be known to read it.
import { markdown } from "./markdown.mjs";
import { number } from "./table.mjs";

const notes = `## What each job includes

A message goes in as a JavaScript string (natively as bytes, which every library copies or is handed anew each time), and nothing of the
one before is reused.

- **route**: the message parsed as the library parses, and method or status, branch, both tags, Call-ID and CSeq number read. sip.js, jssip
  and sofia-sip structure most headers for that, because they always do.
- **full**: besides, every value of every header structured, and the body. sip.js and jssip are asked only for headers that their
  grammars have a rule for (no Authorization, no Allow): asking for the others would cost them an exception each. ringcentral-web-phone
  structures nothing; its number is for headers as text, of which it loses repeated ones. sofia-sip has its extension headers
  switched on; libosip2 and libre are asked for each header by the decoder that fits it. Of sip-wasm there are two kinds in
  JavaScript: *all as objects* makes the same objects as sip.js does, and *on demand* structures everything inside wasm and makes
  JavaScript values of what is asked for alone: here From.
- **build**: for a request, the library's request object made of URIs that are at hand, tags, ids and whole header lines, and its text; for a
  response, the text made from the request it answers, which was parsed before. libosip2 and libre are left out: the one builds from
  text that it parses, the other with printf. sofia-sip structures the header lines it is given, and checks them thereby;
  ringcentral-web-phone and jssip join strings unchecked.
- **The first INVITE**: fresh process or page; the library is imported (and its wasm instantiated) before the clock starts.

Not all libraries get all of the corpus right: ringcentral-web-phone takes the last Via for the topmost one, knows neither folds nor compact
names, and gives every To without a tag one of its own. All others find the same route fields everywhere, and the run does not start
before that is checked.

The time is that of the main thread on the processor (of Chromium's renderer main thread there), so other programs and the engines' helper threads do not
count. Each library runs in a process or page of its own. In each round everybody has one sample, in rotating order; numbers are
medians.`;

const effortLine = ({ effort: { rounds, sampleMs } }) =>
  `${rounds} rounds, samples of at least ${sampleMs} ms.`;

function corpusLine({ corpus }) {
  const mean = corpus.reduce((sum, { bytes }) => sum + bytes, 0) / corpus.length;
  return `${corpus.length} messages ([bench/corpus](../../bench/corpus)), ${number(mean / 1000)} kB on average: ${corpus
    .map(({ name, bytes }) => `${name} ${bytes}`)
    .join(", ")}.`;
}

/** @returns {string} */
export function page(results) {
  return `${[
    "# How fast messages are parsed and built",
    "<!-- Written by `npm run bench`. -->",
    "![Time per message of each library and job](messages.svg)",
    `${results.machine.join("; ")}. ${effortLine(results)}`,
    corpusLine(results),
    markdown(results),
    notes,
  ].join("\n\n")}\n`;
}
