// SIP.js. Its parser structures the headers that it needs itself at once, the others when they are asked for.
import { OutgoingRequestMessage } from "sip.js/lib/core/messages/outgoing-request-message.js";
import { constructOutgoingResponse } from "sip.js/lib/core/messages/outgoing-response.js";
import { Parser } from "sip.js/lib/core/messages/parser.js";
import { Grammar } from "sip.js/lib/grammar/grammar.js";
import { parse as parseRule } from "sip.js/lib/grammar/pegjs/dist/grammar.js";
import { ruleTest, structureAll } from "./rules.mjs";
import { libraryOf } from "./sip-js-api.mjs";

const api = { Parser, Grammar, OutgoingRequestMessage, constructOutgoingResponse };
const { parse, route, build, ...library } = libraryOf(api, { warn() {}, error() {} });

const isRule = ruleTest((text, startRule) => parseRule(text, { startRule }));

function full({ text }) {
  const message = parse(text);
  return structureAll(message, isRule) + (message.body.length & 0);
}

export const jobs = { route, full, build };
export const { routeOf, prepare, buildText } = library;
