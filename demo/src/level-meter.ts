// How loud the two directions of a call are, measured from the statistics of its peer connection.

export interface Levels {
  /** Root mean square of what this phone sends, 0 (silence) to 1 (full scale). */
  sent: number;
  /** The same for what it receives. */
  received: number;
}

/** Quietest level shown, in decibels relative to full scale. */
export const kFloorDb = -60;

/** A level on the decibel scale, from `kFloorDb` up to 0. */
export function toDecibels(level: number): number {
  return level > 0 ? Math.max(kFloorDb, 20 * Math.log10(level)) : kFloorDb;
}

interface Totals {
  energy: number;
  seconds: number;
}

/** The two members that W3C webrtc-stats gives to audio sources and to received audio alike. */
interface AudioStats extends RTCStats {
  kind?: string;
  totalAudioEnergy?: number;
  totalSamplesDuration?: number;
}

/**
 * Reads levels as averages over the time between two readings, so that nothing between them is
 * missed: the mean square of the samples is the energy gained per second of sound.
 */
export class LevelMeter {
  private connection: RTCPeerConnection | undefined;
  private last: { sent: Totals; received: Totals } | undefined;

  /** The levels since the last reading; silence for the first, or without a connection. */
  async read(connection: RTCPeerConnection | undefined): Promise<Levels> {
    if (connection !== this.connection) this.last = undefined;
    this.connection = connection;
    if (!connection || connection.signalingState === "closed") return { sent: 0, received: 0 };

    const report = await connection.getStats();
    const now = {
      sent: totals(report, "media-source"),
      received: totals(report, "inbound-rtp"),
    };
    const before = this.last ?? now;
    this.last = now;
    return {
      sent: isSending(connection) ? rootMeanSquare(before.sent, now.sent) : 0,
      received: rootMeanSquare(before.received, now.received),
    };
  }
}

/** On hold the microphone is still open and counted, but nothing of it is sent. */
function isSending(connection: RTCPeerConnection): boolean {
  const direction = connection.getTransceivers()[0]?.currentDirection;
  return direction === "sendrecv" || direction === "sendonly";
}

function totals(report: RTCStatsReport, type: RTCStatsType): Totals {
  const sum = { energy: 0, seconds: 0 };
  report.forEach((stats: AudioStats) => {
    if (stats.type !== type || stats.kind !== "audio") return;
    sum.energy += stats.totalAudioEnergy ?? 0;
    sum.seconds += stats.totalSamplesDuration ?? 0;
  });
  return sum;
}

function rootMeanSquare(before: Totals, now: Totals): number {
  const seconds = now.seconds - before.seconds;
  const energy = now.energy - before.energy;
  return seconds > 0 && energy > 0 ? Math.min(1, Math.sqrt(energy / seconds)) : 0;
}
