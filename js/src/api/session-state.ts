/**
 * The states of a call. It goes to the right only, and may leave any state for Terminated:
 *
 *     Initial ──> Establishing ──> Established ──> Terminating ──> Terminated
 */
export enum SessionState {
  /** Not sent yet, or not answered yet. */
  Initial = "Initial",
  /** The INVITE was sent, or is being accepted. */
  Establishing = "Establishing",
  /** Both sides talk. */
  Established = "Established",
  /** Cancelled, or ended before the ACK came. */
  Terminating = "Terminating",
  Terminated = "Terminated",
}
