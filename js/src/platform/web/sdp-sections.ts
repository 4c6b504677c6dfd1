/**
 * Cuts a session description into its session section and its media sections, which begin with their `m=` lines
 * (RFC 8866 §5). Joined, they are the description again.
 */
export function sections(sdp: string): Array<string> {
  const parts = sdp.split(/^(?=m=)/m);
  return parts[0]?.startsWith("m=") ? ["", ...parts] : parts;
}
