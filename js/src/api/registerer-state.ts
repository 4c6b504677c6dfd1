/** The states of a registration. Any state may end in Terminated. */
export enum RegistererState {
  /** No REGISTER has been answered yet. */
  Initial = "Initial",
  Registered = "Registered",
  Unregistered = "Unregistered",
  /** Disposed of. */
  Terminated = "Terminated",
}
