// Media tracks and streams without media.

let nextId = 1;

export class FakeTrack {
  readonly id = `track${nextId++}`;
  readonly kind: string;
  enabled = true;
  readyState = "live";

  constructor(kind: string) {
    this.kind = kind;
  }

  stop(): void {
    this.readyState = "ended";
  }
}

export class FakeMediaStream extends EventTarget {
  private readonly tracks: Array<FakeTrack> = [];

  constructor(tracks: Array<FakeTrack> = []) {
    super();
    this.tracks.push(...tracks);
  }

  getTracks(): Array<FakeTrack> {
    return [...this.tracks];
  }

  getAudioTracks(): Array<FakeTrack> {
    return this.tracks.filter(({ kind }) => kind === "audio");
  }

  getVideoTracks(): Array<FakeTrack> {
    return this.tracks.filter(({ kind }) => kind === "video");
  }

  getTrackById(id: string): FakeTrack | null {
    return this.tracks.find((track) => track.id === id) ?? null;
  }

  addTrack(track: FakeTrack): void {
    if (!this.tracks.includes(track)) {
      this.tracks.push(track);
    }
  }

  removeTrack(track: FakeTrack): void {
    const index = this.tracks.indexOf(track);
    if (index >= 0) {
      this.tracks.splice(index, 1);
    }
  }
}

export class FakeMediaStreamTrackEvent extends Event {
  readonly track: FakeTrack;

  constructor(type: string, { track }: { track: FakeTrack }) {
    super(type);
    this.track = track;
  }
}

/** A stream with new tracks of these kinds. */
export function streamOf(...kinds: Array<string>): FakeMediaStream {
  return new FakeMediaStream(kinds.map((kind) => new FakeTrack(kind)));
}
