// This package, through its public API.
import * as Core from "sip-wasm/core";
import { libraryOf } from "./sip-js-api.mjs";

const logger = new Core.LoggerFactory().getLogger("bench");
const { parse, route, build, ...library } = libraryOf(Core, logger);

/** Every header structured inside wasm, which the first value that is asked for brings about; that of From is made of it. */
function onDemand({ text }) {
  const message = parse(text);
  return message.from.uri.host.length + (message.body.length & 0);
}

/** Every value of every header as the JavaScript object of its kind, and the body. */
function objects({ text }) {
  const message = parse(text);
  let structured = 0;
  for (const name of Object.keys(message.headers)) {
    const count = message.headers[name].length;
    for (let at = 0; at < count; at++) {
      if (message.parseHeader(name, at) !== undefined) structured++;
    }
  }
  return structured + (message.body.length & 0);
}

export const jobs = { route, full: onDemand, objects, build };
export const { routeOf, prepare, buildText } = library;
