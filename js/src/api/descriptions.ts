// Questions of the core, answered by a session description handler. A handler is the application's own and is not trusted
// to reject with an Error, nor not to throw.

import type { Question } from "../core/faces.js";
import type { Logger } from "../core/log/logger.js";
import { type Body, fromBodyLegacy, getBody } from "../core/messages/body.js";
import { DescriptionFailure, EffectKind } from "../generated/enums.js";
import { ContentTypeUnsupportedError } from "./exceptions/content-type-unsupported.js";
import type {
  BodyAndContentType,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from "./session-description-handler.js";

/** What is passed on to the handler. */
export interface DescriptionOptions {
  readonly options: SessionDescriptionHandlerOptions;
  readonly modifiers: Array<SessionDescriptionHandlerModifier>;
}

/** @param handler - Makes the handler on first use. */
export function answerQuestion(
  question: Question,
  handler: () => SessionDescriptionHandler,
  options: DescriptionOptions,
  logger: Logger,
): void {
  const fail = (thrown: unknown): void => {
    const error =
      thrown instanceof Error ? thrown : new Error(`${describe(question)} failed: ${thrown}`);
    logger.error(`${describe(question)} failed: ${error.message}`);
    const unsupported = error instanceof ContentTypeUnsupportedError;
    question.fail(error, DescriptionFailure[unsupported ? "UnsupportedType" : "Failed"]);
  };
  try {
    // No promise stands between the handler's own and the answer: what waits for it is counted in microtasks.
    begin(question, handler(), options)?.then((body) => question.answer(body ?? undefined), fail) ??
      question.answer();
  } catch (error) {
    fail(error);
  }
}

/** @returns Undefined when there is nothing to wait for. */
function begin(
  question: Question,
  handler: SessionDescriptionHandler,
  { options, modifiers }: DescriptionOptions,
  // biome-ignore lint/suspicious/noConfusingVoidType: what a promise of nothing resolves with.
): Promise<Body | void> | undefined {
  const describe = (): Promise<Body> =>
    handler.getDescription(options, modifiers).then(checkedBody);
  switch (question.kind) {
    case EffectKind.NeedOffer:
      return describe();
    case EffectKind.NeedAnswer:
      return handler
        .setDescription(contentOf(question, handler), options, modifiers)
        .then(describe);
    case EffectKind.ApplyAnswer:
      return handler.setDescription(contentOf(question, handler), options, modifiers);
    case EffectKind.RollbackOffer:
      return handler.rollbackDescription?.();
  }
}

function contentOf(question: Question, handler: SessionDescriptionHandler): string {
  const body = question.description ?? (question.message && getBody(question.message));
  if (!body) throw new Error("The message carries no session description.");
  if (!handler.hasDescription(body.contentType)) throw new ContentTypeUnsupportedError();
  return body.content;
}

function checkedBody(description: BodyAndContentType): Body {
  if (typeof description?.body !== "string" || typeof description.contentType !== "string") {
    throw new Error("The session description handler gave no description.");
  }
  return fromBodyLegacy(description);
}

function describe({ kind }: Question): string {
  switch (kind) {
    case EffectKind.NeedOffer:
      return "Making an offer";
    case EffectKind.NeedAnswer:
      return "Answering an offer";
    case EffectKind.ApplyAnswer:
      return "Applying an answer";
    case EffectKind.RollbackOffer:
      return "Taking an offer back";
  }
}
