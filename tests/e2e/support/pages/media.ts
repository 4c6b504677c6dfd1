// Running totals of a call's sound, from the statistics of its peer connection.

export interface MediaTotals {
  connectionState: string;
  /** Negotiated direction of the audio, as seen from this side; null before the first answer. */
  direction: string | null;
  packetsSent: number;
  packetsReceived: number;
  /** Energy of the sound taken from the microphone (W3C webrtc-stats: totalAudioEnergy). */
  energySent: number;
  /** Energy of the sound that was played. */
  energyReceived: number;
}

interface AnyStats extends RTCStats {
  kind?: string;
  packetsSent?: number;
  packetsReceived?: number;
  totalAudioEnergy?: number;
}

export async function measure(connection: RTCPeerConnection): Promise<MediaTotals> {
  const totals: MediaTotals = {
    connectionState: connection.connectionState,
    direction: connection.getTransceivers()[0]?.currentDirection ?? null,
    packetsSent: 0,
    packetsReceived: 0,
    energySent: 0,
    energyReceived: 0,
  };
  if (connection.signalingState === "closed") return totals;
  const report = await connection.getStats();
  report.forEach((stats: AnyStats) => {
    if (stats.kind !== "audio") return;
    if (stats.type === "outbound-rtp") totals.packetsSent += stats.packetsSent ?? 0;
    if (stats.type === "media-source") totals.energySent += stats.totalAudioEnergy ?? 0;
    if (stats.type === "inbound-rtp") {
      totals.packetsReceived += stats.packetsReceived ?? 0;
      totals.energyReceived += stats.totalAudioEnergy ?? 0;
    }
  });
  return totals;
}
