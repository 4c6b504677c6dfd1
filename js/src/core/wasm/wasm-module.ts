// What the compiled core offers to js/src/core. Written by hand beside bindings/*.cpp.

/** The one instance of the C++ core, shared by every user agent of the page. */
export interface WasmModule {
  /** All memory as bytes. Growing memory replaces it: read the property anew for every access, never keep it. */
  readonly HEAPU8: Uint8Array;
  /** All memory as unsigned words (byte address / 4); the same caution holds. */
  readonly HEAPU32: Uint32Array;

  readonly Core: new (length: number) => CoreBinding;

  // bindings/message_binding.cpp: memory, and messages without a user agent. A `length` is always how many bytes of the
  // exchange are the arguments.
  room(bytes: number): number;
  head(): number;
  parseMessage(length: number): number;
  answerBroken(length: number): number;
  serialiseRequest(length: number): number;
  respondTo(requestLength: number, length: number): number;
  hash(algorithm: number, length: number): number;
  parseAuthorization(length: number): number;
  verifyAuthorization(length: number): boolean;

  // bindings/grammar_binding.cpp: 0 when the text does not parse.
  parseUri(length: number): number;
  parseNameAddr(length: number): number;
  parseVia(length: number): number;
  parseParameters(length: number): number;
  splitList(length: number): number;
  parseChallenge(length: number): number;
  equivalentUris(length: number): boolean;
  reasonPhrase(statusCode: number): number;
}

/** bindings/core_binding.cpp, where each method says what it reads and shows. Commands return an ErrorCode. */
export interface CoreBinding {
  configure(length: number): void;
  effects(): number;
  takeEffects(): void;
  deadline(): number;
  setNow(now: number): void;
  advance(now: number): void;
  entropy(length: number): void;
  receive(length: number): number;
  transportFailed(client: number, server: number): void;
  transportDown(): void;
  request(length: number): number;
  cancelRequest(request: number, length: number): number;
  respond(request: number, length: number): number;
  respondDefault(request: number): void;
  createInviter(): number;
  invite(
    session: number,
    operation: number,
    withoutDescription: boolean,
    earlyMedia: boolean,
    length: number,
  ): number;
  cancel(session: number, length: number): number;
  offerInvitation(session: number, hasDelegate: boolean): void;
  progress(session: number, operation: number, length: number): number;
  accept(session: number, operation: number, length: number): number;
  reject(session: number, operation: number, length: number): number;
  bye(session: number, operation: number, length: number): number;
  reinvite(session: number, operation: number, withoutDescription: boolean, length: number): number;
  sessionRequest(session: number, operation: number, length: number): number;
  dialog(session: number): number;
  dispose(session: number): void;
  answerQuestion(question: number, length: number): void;
  failQuestion(question: number, failure: number, length: number): void;
  createRegistration(): number;
  registerContact(
    registration: number,
    operation: number,
    expires: number,
    refreshPercent: number,
    length: number,
  ): number;
  unregister(registration: number, operation: number, all: boolean, length: number): number;
  disposeRegistration(registration: number): void;
  reset(): void;
  counters(): number;
  errorCode(): number;
  errorDetail(): number;
}

/** What the loader gives to Emscripten's factory. */
export interface ModuleArgument {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
}
