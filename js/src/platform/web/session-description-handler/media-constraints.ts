const KINDS = ["audio", "video"] as const;

/**
 * The constraints to get local media with.
 * @param before - Those of the media there is, if any.
 * @param asked - Those asked for now.
 * @returns undefined if the media there is will do. Leaving out a kind does not take it away: a re-INVITE is
 * often made without constraints.
 */
export function constraintsToGet(
  before: MediaStreamConstraints | undefined,
  asked: MediaStreamConstraints = {},
): MediaStreamConstraints | undefined {
  if (!before) {
    const open = asked.audio === undefined && asked.video === undefined;
    return open ? { audio: true } : { ...asked };
  }
  const merged = { ...asked };
  for (const kind of KINDS) {
    const earlier = before[kind];
    if (!merged[kind] && earlier) {
      merged[kind] = earlier;
    }
  }
  return KINDS.every((kind) => same(before[kind], merged[kind])) ? undefined : merged;
}

function same(a: unknown, b: unknown): boolean {
  return (!a && !b) || JSON.stringify(a) === JSON.stringify(b);
}
