// Requests written field by field, for programs that pass on what they did not make: proxies and test drivers.
import { type BodyFields, FieldList } from "../fields.js";
import { serialiseRequest } from "./serialise.js";

/** A request as its fields. Values are whole and stay as they are; the core writes Content-Length. */
export interface RequestFields {
  method: string;
  requestUri: string;
  via: {
    /** "WS", "WSS", ... */
    transport: string;
    /** `host` or `host:port`. */
    sentBy: string;
    /** With the magic cookie, `z9hG4bK`. */
    branch: string;
    /** Via values that stand below, topmost first: a proxy keeps those it received (RFC 3261 §16.6 step 8). */
    below?: ReadonlyArray<string>;
  };
  from: string;
  to: string;
  callId: string;
  cseq: number;
  maxForwards: number;
  /** Route values, topmost first. */
  routes?: ReadonlyArray<string>;
  /** Whole lines, `Name: value`; none of those that have a field here. */
  headers?: ReadonlyArray<string>;
  /** An empty disposition writes no Content-Disposition. */
  body?: BodyFields;
}

/**
 * Writes a request without sending it.
 * @throws {@link HeaderInjectionError} if a value holds CR, LF or NUL, TypeError if it is otherwise of no use.
 */
export function writeRequest(request: RequestFields): string {
  const { via } = request;
  const list = new FieldList().add("Via", via.transport).add("Via", via.sentBy);
  list
    .add("Via", via.branch)
    .addFlag(false)
    .addAll("Via", via.below ?? []);
  list.add("method", request.method).add("Request-URI", request.requestUri);
  list.add("From", request.from).add("To", request.to);
  list.add("Call-ID", request.callId).addNumber(request.cseq).addNumber(request.maxForwards);
  list.addAll("Route", request.routes ?? []).addAll("header", request.headers ?? []);
  return serialiseRequest(String(list.addBody(request.body)));
}
