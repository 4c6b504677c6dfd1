// What the compiled core offers to js/src/core. Written by hand beside bindings/*.cpp.

/** The one instance of the C++ core, shared by every user agent of the page. */
export interface WasmModule {
  /** All memory as bytes. Growing memory replaces it: read the property anew for every access, never keep it. */
  readonly HEAPU8: Uint8Array;
  /** All memory as unsigned words (byte address / 4); the same caution holds. */
  readonly HEAPU32: Uint32Array;

  // bindings/core_binding.cpp: the core of one user agent, named by its address; each function says there what it reads and
  // shows. Commands return an ErrorCode. A `length` is always how many bytes of the exchange are the arguments.
  createCore(length: number): number;
  freeCore(core: number): void;
  configure(core: number, length: number): void;
  effects(core: number): number;
  takeEffects(core: number): void;
  deadline(core: number): number;
  setNow(core: number, now: number): void;
  advance(core: number, now: number): void;
  entropy(core: number, length: number): void;
  receive(core: number, length: number): number;
  transportFailed(core: number, client: number, server: number): void;
  transportDown(core: number): void;
  request(core: number, length: number): number;
  cancelRequest(core: number, request: number, length: number): number;
  respond(core: number, request: number, length: number): number;
  respondDefault(core: number, request: number): void;
  createInviter(core: number): number;
  invite(
    core: number,
    session: number,
    operation: number,
    withoutDescription: boolean,
    earlyMedia: boolean,
    length: number,
  ): number;
  cancel(core: number, session: number, length: number): number;
  offerInvitation(core: number, session: number, hasDelegate: boolean): void;
  progress(core: number, session: number, operation: number, length: number): number;
  accept(core: number, session: number, operation: number, length: number): number;
  reject(core: number, session: number, operation: number, length: number): number;
  bye(core: number, session: number, operation: number, length: number): number;
  reinvite(
    core: number,
    session: number,
    operation: number,
    withoutDescription: boolean,
    length: number,
  ): number;
  sessionRequest(core: number, session: number, operation: number, length: number): number;
  dialog(core: number, session: number): number;
  dispose(core: number, session: number): void;
  answerQuestion(core: number, question: number, length: number): void;
  failQuestion(core: number, question: number, failure: number, length: number): void;
  createRegistration(core: number): number;
  registerContact(
    core: number,
    registration: number,
    operation: number,
    expires: number,
    refreshPercent: number,
    length: number,
  ): number;
  unregister(
    core: number,
    registration: number,
    operation: number,
    all: boolean,
    length: number,
  ): number;
  disposeRegistration(core: number, registration: number): void;
  reset(core: number): void;
  counters(core: number): number;
  errorCode(core: number): number;
  errorDetail(core: number): number;

  // bindings/message_binding.cpp: memory, and messages without a user agent.
  room(bytes: number): number;
  head(): number;
  parseMessage(
    length: number,
    messageBytes: number,
    headerCount: number,
    headerBytes: number,
  ): number;
  structureMessage(): number;
  structureValue(header: number, length: number): number;
  problemOfValue(header: number, length: number): boolean;
  answerBroken(length: number): number;
  serialiseRequest(length: number): number;
  serialiseLines(length: number): number;
  serialiseResponse(length: number): number;
  hash(algorithm: number, length: number): number;
  parseAuthorization(length: number): number;
  verifyAuthorization(length: number): boolean;

  // bindings/body_binding.cpp
  bodyParts(length: number): number;
  parseSipfrag(length: number): number;

  // bindings/grammar_binding.cpp: 0 when the text does not parse.
  hostType(length: number): number;
  displayName(length: number): number;
  startLine(length: number): number;
  equivalentUris(length: number): boolean;
  reasonPhrase(statusCode: number): number;
}

/** What the loader gives to Emscripten's factory. */
export interface ModuleArgument {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
}
