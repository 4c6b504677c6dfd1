// Everything that can be asked of the core of one user agent, each with what it needs and what it gives back. How it is
// driven stands in core-driver.ts, what its effects ask for in dispatch.ts.
import {
  DescriptionFailure,
  EffectKind,
  ErrorCode,
  RegistrationStateCode,
  SessionStateCode,
} from "../generated/enums.js";
import { CoreDriver, noFrame } from "./core-driver.js";
import { carryOut } from "./dispatch.js";
import type { Effect } from "./effects.js";
import { readText, shownWords, writeText } from "./exchange.js";
import type { RegistrationFace, SessionFace } from "./faces.js";
import { FieldList } from "./fields.js";
import { Frame, FrameStore } from "./frames.js";
import { type Body, bodyFields } from "./messages/body.js";
import type { OutgoingRequestDelegate } from "./messages/outgoing-request.js";
import type { OutgoingRequestMessage } from "./messages/outgoing-request-message.js";
import { receivedText } from "./messages/receive.js";
import { Operations } from "./operations.js";
import { ClientRequest, type RequestListener } from "./requests/client-request.js";
import { wasm } from "./wasm/index.js";

/** What the core knows of a dialog. URIs are header values, tags included. */
export interface DialogInfo {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly localUri: string;
  readonly remoteUri: string;
  readonly remoteTarget: string;
  readonly early: boolean;
  readonly routeSet: Array<string>;
}

interface OpenQuestion {
  readonly session: number;
  readonly frame: Frame;
}

export class Engine extends CoreDriver {
  /** @internal For dispatch.ts. */
  readonly sessions = new Map<number, SessionFace>();
  /** @internal For dispatch.ts. */
  readonly registrations = new Map<number, RegistrationFace>();
  /** @internal For dispatch.ts. */
  readonly requests = new Map<number, ClientRequest>();
  /** @internal For dispatch.ts. */
  readonly questions = new Map<number, OpenQuestion>();
  /** @internal For dispatch.ts. */
  readonly frames = new FrameStore();

  private readonly operations = new Operations();

  // The network.

  receive(text: string): void {
    let frame = noFrame;
    this.inputOrNothing(
      () => {
        const bytes = writeText(text);
        if (wasm.receive(this.core, bytes) === 0) return;
        frame = new Frame(receivedText(text, bytes, this.logger));
        if (this.questions.size > 0) this.frames.hold(frame);
      },
      () => frame,
    );
  }

  transportFailed(client: number, server: number): void {
    this.inputOrNothing(() => wasm.transportFailed(this.core, client, server));
  }

  transportDown(): void {
    this.inputOrNothing(() => wasm.transportDown(this.core));
  }

  // Requests outside a call.

  /** @throws What the core refuses the request for. */
  request(message: OutgoingRequestMessage, delegate?: OutgoingRequestDelegate): ClientRequest {
    const fields = String(message.fields());
    let request: ClientRequest | undefined;
    let error: unknown;
    this.configure();
    this.input(
      () => {
        const id = wasm.request(this.core, writeText(fields));
        if (id === 0) error = this.refusal(wasm.errorCode(this.core));
        else request = new ClientRequest(this, id, { delegate, message }, "");
      },
      // Known before its effects run: an answer may come while it is still being sent.
      () => {
        if (request) this.requests.set(request.id, request);
        return noFrame;
      },
    );
    if (!request) throw error;
    return request;
  }

  cancelRequest(request: number, headers: Array<string>): void {
    const fields = String(new FieldList().addAll("header", headers));
    const error = this.command(() => wasm.cancelRequest(this.core, request, writeText(fields)));
    if (error !== undefined) throw error;
  }

  forgetRequest(request: number): void {
    this.requests.delete(request);
  }

  /**
   * Answers a request.
   * @returns The response as sent.
   * @throws What the core refuses the response for.
   */
  respond(request: number, response: FieldList): string {
    const fields = String(response);
    let code: ErrorCode = ErrorCode.None;
    let error: unknown;
    let sent = "";
    this.input(
      () => {
        code = wasm.respond(this.core, request, writeText(fields));
        if (code !== ErrorCode.None) error = this.refusal(code);
      },
      (effects) => {
        sent = effects.find(({ kind, b }) => kind === EffectKind.Send && b === request)?.text ?? "";
        return noFrame;
      },
    );
    if (error !== undefined) throw error;
    return sent;
  }

  respondDefault(request: number): void {
    this.inputOrNothing(() => wasm.respondDefault(this.core, request));
  }

  // Calls. What returns a promise settles it when the core does; see each method of core.hpp for what that waits for.

  createInviter(face: SessionFace): number {
    let session = 0;
    this.input(() => {
      session = wasm.createInviter(this.core);
    });
    this.addSession(session, face);
    return session;
  }

  addSession(session: number, face: SessionFace): void {
    this.sessions.set(session, face);
  }

  invite(
    session: number,
    message: OutgoingRequestMessage,
    options: { withoutDescription: boolean; earlyMedia: boolean },
    listener: RequestListener,
  ): Promise<ClientRequest> {
    return this.operations.begin(session, listener, (operation) => {
      const fields = String(message.fields());
      this.configure();
      return this.command(() =>
        wasm.invite(
          this.core,
          session,
          operation,
          options.withoutDescription,
          options.earlyMedia,
          writeText(fields),
        ),
      );
    });
  }

  cancel(session: number, headers: Array<string>): Promise<void> {
    try {
      const fields = String(new FieldList().addAll("header", headers));
      const error = this.command(() => wasm.cancel(this.core, session, writeText(fields)));
      return error === undefined ? Promise.resolve() : Promise.reject(error);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  offerInvitation(session: number, hasDelegate: boolean): void {
    this.configure();
    this.inputOrNothing(() => wasm.offerInvitation(this.core, session, hasDelegate));
  }

  answerInvite(
    verb: "progress" | "accept" | "reject",
    session: number,
    response: () => FieldList,
  ): Promise<ClientRequest> {
    return this.operations.begin(session, {}, (operation) => {
      const fields = String(response());
      this.configure();
      return this.command(() => wasm[verb](this.core, session, operation, writeText(fields)));
    });
  }

  bye(
    session: number,
    headers: Array<string>,
    body: Body | undefined,
    listener: RequestListener,
  ): Promise<ClientRequest> {
    return this.operations.begin(session, listener, (operation) => {
      const list = new FieldList().addAll("header", headers).addBody(bodyFields(body));
      return this.command(() => wasm.bye(this.core, session, operation, writeText(String(list))));
    });
  }

  reinvite(
    session: number,
    headers: Array<string>,
    withoutDescription: boolean,
    listener: RequestListener,
  ): Promise<ClientRequest> {
    return this.operations.begin(session, listener, (operation) => {
      const list = new FieldList().addAll("header", headers);
      this.configure();
      return this.command(() =>
        wasm.reinvite(this.core, session, operation, withoutDescription, writeText(String(list))),
      );
    });
  }

  sessionRequest(
    session: number,
    method: string,
    headers: Array<string>,
    body: Body | undefined,
    listener: RequestListener,
  ): Promise<ClientRequest> {
    return this.operations.begin(session, listener, (operation) => {
      const list = new FieldList().add("method", method).addAll("header", headers);
      list.addBody(bodyFields(body));
      this.configure();
      return this.command(() =>
        wasm.sessionRequest(this.core, session, operation, writeText(String(list))),
      );
    });
  }

  dialog(session: number): DialogInfo | undefined {
    if (this.failure || wasm.dialog(this.core, session) === 0) return undefined;
    const [callId, localTag, remoteTag, localUri, remoteUri, remoteTarget, early, , ...routeSet] =
      readText().split("\0") as [string, string, string, string, string, string, string, string];
    return {
      callId,
      localTag,
      remoteTag,
      localUri,
      remoteUri,
      remoteTarget,
      early: early === "1",
      routeSet,
    };
  }

  dispose(session: number): void {
    this.inputOrNothing(() => wasm.dispose(this.core, session));
  }

  // Answers to questions. They come from promise reactions of the media handler: nobody is there to catch an error.

  answerQuestion(id: number, body: Body | undefined): void {
    const question = this.takeQuestion(id);
    let fields: string;
    try {
      fields = String(new FieldList().addBody(bodyFields(body)));
    } catch (error) {
      this.failTaken(id, question, error, DescriptionFailure.Failed);
      return;
    }
    this.inputOrNothing(
      () => wasm.answerQuestion(this.core, id, writeText(fields)),
      () => question?.frame ?? noFrame,
    );
    this.releaseFrames();
  }

  failQuestion(id: number, error: unknown, failure: DescriptionFailure): void {
    this.failTaken(id, this.takeQuestion(id), error, failure);
  }

  // Registrations.

  createRegistration(face: RegistrationFace): number {
    let registration = 0;
    this.input(() => {
      registration = wasm.createRegistration(this.core);
    });
    this.registrations.set(registration, face);
    return registration;
  }

  registerContact(
    registration: number,
    message: OutgoingRequestMessage,
    options: { expires: number; refreshPercent: number; contactParameters: string },
    listener: RequestListener,
  ): Promise<ClientRequest> {
    return this.operations.begin(0, listener, (operation) => {
      const list = new FieldList().add("Contact", options.contactParameters);
      const fields = `${list}\0${message.fields()}`;
      this.configure();
      return this.command(() =>
        wasm.registerContact(
          this.core,
          registration,
          operation,
          options.expires,
          options.refreshPercent,
          writeText(fields),
        ),
      );
    });
  }

  unregister(
    registration: number,
    message: OutgoingRequestMessage,
    all: boolean,
    listener: RequestListener,
  ): Promise<ClientRequest> {
    return this.operations.begin(0, listener, (operation) => {
      const fields = String(message.fields());
      this.configure();
      return this.command(() =>
        wasm.unregister(this.core, registration, operation, all, writeText(fields)),
      );
    });
  }

  disposeRegistration(registration: number): void {
    this.inputOrNothing(() => wasm.disposeRegistration(this.core, registration));
  }

  // The whole.

  /** Ends everything silently; promises that wait are rejected. */
  reset(): void {
    if (!this.failure) {
      this.input(() => wasm.reset(this.core));
      this.abandon(() => this.host.makeError(ErrorCode.SessionTerminated, "", undefined));
    }
  }

  /** Received, dropped, refused messages, stray responses and late answers since the start. */
  counters(): {
    received: number;
    dropped: number;
    rejected: number;
    strayResponses: number;
    lateAnswers: number;
  } {
    if (!this.failure) wasm.counters(this.core);
    const { array, from, to } = shownWords();
    const words = this.failure ? [] : array.subarray(from, to);
    const [received = 0, dropped = 0, rejected = 0, strayResponses = 0, lateAnswers = 0] = words;
    return { received, dropped, rejected, strayResponses, lateAnswers };
  }

  // For dispatch.ts.

  /** @internal A Settled effect is to come. The request that it names has a face before its first response can come. */
  expectSettled(operation: number, request: number, sentText: string): void {
    this.operations.expect(operation);
    if (request === 0 || this.requests.has(request)) return;
    const listener = this.operations.listenerOf(operation);
    this.requests.set(request, new ClientRequest(this, request, listener, sentText));
  }

  /** @internal */
  settle(operation: number, code: ErrorCode, request: number, detail: string, frame: Frame): void {
    if (code !== ErrorCode.None) {
      this.operations.reject(operation, this.host.makeError(code, detail, frame.cause));
      return;
    }
    // No request went out for an operation whose end the peer brought about first, nor for an answer to an INVITE.
    const listener = this.operations.listenerOf(operation);
    const face = this.requests.get(request) ?? new ClientRequest(this, 0, listener, "");
    this.operations.resolve(operation, face);
  }

  /** @internal The last trace of a call goes, once the effects that end it have been carried out. */
  endSession(session: number): void {
    this.sessions.delete(session);
    this.frames.dropSession(session);
    for (const [id, question] of this.questions) {
      if (question.session === session) this.questions.delete(id);
    }
    this.releaseFrames();
    this.operations.rejectSession(session, () =>
      this.host.makeError(ErrorCode.SessionTerminated, "", undefined),
    );
  }

  // What only the engine needs.

  protected carryOut(effects: ReadonlyArray<Effect>, frame: Frame): void {
    carryOut(this, effects, frame);
  }

  protected abandon(makeError: () => unknown): void {
    const sessions = [...this.sessions];
    const registrations = [...this.registrations.values()];
    for (const map of [this.sessions, this.registrations, this.requests, this.questions])
      map.clear();
    this.frames.release();
    this.operations.rejectAll(makeError);
    for (const [id, face] of sessions) {
      this.frames.dropSession(id);
      this.guard(() => face.onState(SessionStateCode.Terminated));
    }
    for (const face of registrations) {
      this.guard(() => face.onState(RegistrationStateCode.Terminated, undefined));
    }
  }

  private takeQuestion(id: number): OpenQuestion | undefined {
    const question = this.questions.get(id);
    this.questions.delete(id);
    return question;
  }

  private failTaken(
    id: number,
    question: OpenQuestion | undefined,
    error: unknown,
    failure: DescriptionFailure,
  ): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.inputOrNothing(
      () => wasm.failQuestion(this.core, id, failure, writeText(reason)),
      () => (question?.frame ?? noFrame).withCause(error),
    );
    this.releaseFrames();
  }

  private releaseFrames(): void {
    if (this.questions.size === 0) this.frames.release();
  }
}
