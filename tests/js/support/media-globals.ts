import { vi } from "vitest";
import { FakeMediaStream, FakeMediaStreamTrackEvent } from "./fake-media.js";
import { FakePeerConnection } from "./fake-peer-connection.js";

/** Fake timers, and the fakes in place of the browser's media globals. */
export function installMedia(): void {
  vi.useFakeTimers();
  vi.stubGlobal("RTCPeerConnection", FakePeerConnection);
  vi.stubGlobal("MediaStream", FakeMediaStream);
  vi.stubGlobal("MediaStreamTrackEvent", FakeMediaStreamTrackEvent);
  FakePeerConnection.made = [];
}

export function removeMedia(): void {
  vi.unstubAllGlobals();
  vi.useRealTimers();
}
