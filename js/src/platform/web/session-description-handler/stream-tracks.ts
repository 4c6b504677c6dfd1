// Changes to a MediaStream made by script do not raise its events, but applications that show the stream
// need them. So they are dispatched here, as a browser would for a change of its own.

/** Adds a track and dispatches `addtrack`. */
export function addTrack(stream: MediaStream, track: MediaStreamTrack): void {
  stream.addTrack(track);
  stream.dispatchEvent(new MediaStreamTrackEvent("addtrack", { track }));
}

/** Stops and removes the tracks of a kind, and dispatches `removetrack` for each. */
export function removeTracks(stream: MediaStream, kind: string): void {
  for (const track of stream.getTracks().filter((one) => one.kind === kind)) {
    track.stop();
    stream.removeTrack(track);
    stream.dispatchEvent(new MediaStreamTrackEvent("removetrack", { track }));
  }
}

/** Stops all tracks of a stream. */
export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}
