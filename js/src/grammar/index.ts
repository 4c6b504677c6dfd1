export { equivalentURI, Grammar } from "./grammar.js";
export { NameAddrHeader } from "./name-addr-header.js";
export { Parameters } from "./parameters.js";
export { URI } from "./uri.js";
