/** Whether a user agent takes part at all. */
export enum UserAgentState {
  Started = "Started",
  Stopped = "Stopped",
}
