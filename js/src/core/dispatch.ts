// What each effect asks for, done. cpp/sip/core/effect.hpp says what `a` to `d` mean.
import {
  EffectKind,
  LogCategory,
  LogLevel,
  type Method,
  RegistrationStateCode,
  SessionStateCode,
} from "../generated/enums.js";
import type { Effect } from "./effects.js";
import type { Engine } from "./engine.js";
import type { QuestionKind, ReceivedMessage } from "./faces.js";
import type { Frame } from "./frames.js";
import type { IncomingRequestMessage } from "./messages/incoming-request-message.js";
import { IncomingResponseMessage } from "./messages/incoming-response-message.js";
import { getReasonPhrase } from "./parsing.js";
import { ServerRequest } from "./requests/server-request.js";

/** Carries out the effects of one input, in order. What an application's code throws is logged; the others still run. */
export function carryOut(engine: Engine, effects: ReadonlyArray<Effect>, frame: Frame): void {
  announceSettled(engine, effects);
  const ended: Array<number> = [];
  for (const effect of effects) {
    engine.guard(() => run(engine, effect, frame));
    const { kind, a, b } = effect;
    if (kind === EffectKind.SessionState && b === SessionStateCode.Terminated) ended.push(a);
  }
  for (const session of ended) engine.endSession(session);
}

/** Answers may come while a request is still being sent, before the effect that settles its call has its turn. */
function announceSettled(engine: Engine, effects: ReadonlyArray<Effect>): void {
  let sentText = "";
  for (const { kind, a, c, text } of effects) {
    if (kind === EffectKind.Send && a !== 0) sentText = text;
    if (kind === EffectKind.Settled) engine.expectSettled(a, c, sentText);
  }
}

function run(engine: Engine, effect: Effect, frame: Frame): void {
  const { kind, a, b, c, d, text } = effect;
  const message = (): ReceivedMessage | undefined => engine.frames.find(c, frame)?.message;
  const request = (): IncomingRequestMessage => message() as IncomingRequestMessage;
  switch (kind) {
    case EffectKind.Log:
      log(engine, a, b, text);
      break;
    case EffectKind.Send:
      send(engine, a, b, text);
      break;
    case EffectKind.SessionState:
      engine.sessions.get(a)?.onState(b);
      break;
    case EffectKind.IncomingInvite:
      engine.frames.keepForSession(a, frame);
      engine.host.onInvite(a, new ServerRequest(engine, b, a, request()));
      break;
    case EffectKind.IncomingRequest:
      offer(engine, new ServerRequest(engine, b, a, request()), d);
      break;
    case EffectKind.InviteCanceled:
      engine.sessions.get(a)?.onCancel(message() as IncomingRequestMessage | undefined);
      break;
    case EffectKind.AckReceived:
      engine.sessions.get(a)?.onAck(request());
      break;
    case EffectKind.Response: {
      const response = (message() ?? madeUp(d)) as IncomingResponseMessage;
      engine.requests.get(a)?.receive(b, { message: response });
      break;
    }
    case EffectKind.RequestEnded:
      engine.forgetRequest(a);
      break;
    case EffectKind.NeedOffer:
    case EffectKind.NeedAnswer:
    case EffectKind.ApplyAnswer:
    case EffectKind.RollbackOffer:
      ask(engine, effect, kind, engine.frames.find(c, frame) ?? frame);
      break;
    case EffectKind.ReinviteHandled:
      engine.sessions.get(a)?.onReinvite(request(), text, d);
      break;
    case EffectKind.Settled:
      engine.settle(a, b, c, text, frame);
      break;
    case EffectKind.RegistrationState:
      engine.registrations.get(a)?.onState(b, message());
      if (b === RegistrationStateCode.Terminated) engine.registrations.delete(a);
      break;
    case EffectKind.RegistrationWaiting:
      engine.registrations.get(a)?.onWaiting(b === 1, message());
      break;
    case EffectKind.DialogConfirmed:
      engine.sessions.get(a)?.onDialog(b === 1);
      break;
  }
}

function log(engine: Engine, level: LogLevel, category: LogCategory, text: string): void {
  const name = `sip.${LogCategory[category]?.toLowerCase()}`;
  const logger = engine.host.loggerFactory.getLogger(name);
  switch (level) {
    case LogLevel.Error:
      logger.error(text);
      break;
    case LogLevel.Warn:
      logger.warn(text);
      break;
    case LogLevel.Log:
      logger.log(text);
      break;
    case LogLevel.Debug:
      logger.debug(text);
      break;
  }
}

function send(engine: Engine, client: number, server: number, text: string): void {
  let sent: unknown;
  try {
    sent = engine.host.send(text);
  } catch (error) {
    sent = Promise.reject(error);
  }
  // A transport of the application's own may return nothing at all.
  Promise.resolve(sent).catch((error: unknown) => {
    engine.logger.error(`The transport failed to send: ${describe(error)}`);
    engine.transportFailed(client, server);
  });
}

function offer(engine: Engine, request: ServerRequest, method: Method): void {
  const session = engine.sessions.get(request.session);
  let taken = false;
  try {
    taken = session ? session.onRequest(request, method) : engine.host.onRequest(request, method);
  } finally {
    if (!taken) engine.respondDefault(request.id);
  }
}

function ask(engine: Engine, effect: Effect, kind: QuestionKind, frame: Frame): void {
  const { a, b, d, text } = effect;
  const session = engine.sessions.get(a);
  if (!session) return;
  engine.questions.set(b, { session: a, frame });
  session.onQuestion({
    kind,
    message: frame.message,
    description: text === "" ? undefined : apart(text),
    reinvite: d === 1,
    answer: (body) => engine.answerQuestion(b, body),
    fail: (error, failure) => engine.failQuestion(b, error, failure),
  });
}

/** A Content-Type, NUL, and content, which may hold anything. */
function apart(text: string): { contentType: string; content: string } {
  const end = text.indexOf("\0");
  return { contentType: text.substring(0, end), content: text.substring(end + 1) };
}

/** RFC 3261 §8.1.3.1: a request that got no answer is reported as if it had got one. */
function madeUp(status: number): IncomingResponseMessage {
  const message = new IncomingResponseMessage();
  message.statusCode = status;
  message.reasonPhrase = getReasonPhrase(status);
  return message;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
