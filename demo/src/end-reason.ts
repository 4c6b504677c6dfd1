// Sentences for the ways a call can fail.

const kResponses: Readonly<Record<number, string>> = {
  403: "The server does not allow this call.",
  404: "There is no such user.",
  408: "Nobody answered.",
  480: "Not available just now.",
  486: "Busy.",
  487: "The call was cancelled.",
  488: "The other side cannot talk in any way we can.",
  503: "The server cannot be reached.",
  600: "Busy.",
  603: "Declined.",
};

/** Why a call was refused, from the status code (RFC 3261 §21) and reason of the answer. */
export function reasonOfResponse(code: number, reason: string): string {
  const known = kResponses[code];
  return known ? `${known} (${code})` : `Refused: ${code} ${reason}`.trim();
}

/** True for the errors of getUserMedia that the user can do something about. */
export function isMicrophoneError(error: unknown): boolean {
  return microphoneReason(nameOf(error)) !== undefined;
}

/** Why something threw or rejected, as a sentence. */
export function reasonOfError(error: unknown): string {
  const microphone = microphoneReason(nameOf(error));
  if (microphone) return microphone;
  return error instanceof Error ? error.message : String(error);
}

function microphoneReason(name: string): string | undefined {
  switch (name) {
    case "NotAllowedError":
      return "The microphone was denied.";
    case "NotFoundError":
      return "There is no microphone.";
    case "NotReadableError":
      return "The microphone is in use by another program.";
    default:
      return undefined;
  }
}

function nameOf(error: unknown): string {
  // A library may wrap the browser's error and keep it as the cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.name : "";
}
