// How long to gather ICE candidates before a description is sent. Without trickle (RFC 8838), which hardly any
// SIP server forwards, the candidates must all be in the description; but waiting for the slowest of
// them, often one that will never come, keeps the person who called waiting. So gathering ends early, a
// little after the first candidate that the other side can be expected to reach.

import { SessionDescriptionHandlerError } from "../../../api/exceptions/session-description-handler.js";

/** The default of `iceGatheringGrace`, in milliseconds. */
export const DEFAULT_GRACE_MS = 250;

/** The browser's own error code for a server it cannot reach from one of its addresses; those of servers are lower. */
export const NOT_REACHED = 701;

/** How many times the grace a relayed candidate is waited for when there is a server-reflexive one. */
const RELAY_PATIENCE = 4;

/** Types of candidates by the prospects of being reached, the best last. Peer-reflexive ones are not gathered. */
const TYPES = ["host", "srflx", "relay"];
const [HOST, SRFLX, RELAY] = [0, 1, 2];

/** Waits for the candidates of one peer connection. One promise at a time waits. */
export class IceGathering {
  private readonly graceMs: number;
  /** The ICE user name fragment that candidates were last gathered for. */
  private ufrag: string | undefined;
  private wantedRank = HOST;
  private relayOnly = false;
  /** The TURN servers' URLs there are, less those that have refused us. */
  private turnsLeft = 0;
  private readonly refusals = new Set<string>();
  private found = 0;
  /** The best candidate found; -1 for none that is usable. */
  private bestRank = -1;
  private failure: string | undefined;
  private settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  private capTimer: ReturnType<typeof setTimeout> | undefined;
  private graceTimer: ReturnType<typeof setTimeout> | undefined;
  private patient = false;

  /**
   * @param graceMs - `iceGatheringGrace` of the configuration.
   */
  constructor(graceMs: number) {
    this.graceMs = graceMs;
  }

  /**
   * Waits until gathering is complete, or good enough, or has taken its time. A promise already waiting
   * rejects.
   * @param peerConnection - With its local description set.
   * @param configuration - Tells which candidates can be hoped for.
   * @param restart - Whether the description restarted ICE, so that being complete is a thing of the past.
   * @param capMs - The most milliseconds to wait; no limit if 0.
   */
  async wait(
    peerConnection: RTCPeerConnection,
    configuration: RTCConfiguration,
    restart: boolean,
    capMs: number,
  ): Promise<void> {
    const sdp = peerConnection.localDescription?.sdp ?? "";
    const restarted = this.noteUfrag(sdp) || restart;
    const complete = peerConnection.iceGatheringState === "complete" && !restarted;
    const nothingToGather = !/^m=/m.test(sdp);
    if (complete || nothingToGather) {
      return;
    }
    this.fail(new Error("Promise superseded."));
    this.hopeFor(configuration);
    await new Promise<void>((resolve, reject) => {
      this.settle = { resolve, reject };
      if (capMs > 0) {
        this.capTimer = setTimeout(() => this.complete(), capMs);
      }
      for (const [, candidate = ""] of sdp.matchAll(/^a=(candidate:.*)$/gm)) {
        this.candidate(candidate);
      }
    });
  }

  /** A candidate was found; `candidate` is its line. */
  candidate(candidate: string): void {
    const [, transport = "", type = ""] =
      /^candidate:\S+ \d+ (\S+) \d+ \S+ \d+ typ (\S+)/i.exec(candidate) ?? [];
    const rank = TYPES.indexOf(type);
    if (!this.settle || rank < 0) {
      return;
    }
    this.found++;
    // A TCP host candidate is only good for calling out to a peer that listens on TCP.
    if (rank > this.bestRank && !(rank === HOST && /^tcp$/i.test(transport))) {
      this.bestRank = rank;
      this.judge();
    }
  }

  /** A STUN or TURN server gave an error instead of a candidate. */
  candidateError(url: string, code: number, text: string): void {
    this.failure = `${url} gave error ${code} ${text}`;
    if (code >= NOT_REACHED || !isTurn(url) || this.refusals.has(url)) {
      return;
    }
    this.refusals.add(url);
    this.turnsLeft--;
    if (this.settle && this.turnsLeft <= 0) {
      this.wantedRank = SRFLX;
      if (this.relayOnly) {
        this.complete();
      } else {
        this.judge();
      }
    }
  }

  /** Gathering is over: what waits goes on, with the candidates there are. */
  complete(): void {
    const { settle, failure } = this;
    this.forget();
    if (failure !== undefined && this.found === 0) {
      // Without any candidate no media can flow. Better to say so than to send such an offer.
      settle?.reject(new SessionDescriptionHandlerError(`No ICE candidate: ${failure}`));
    } else {
      settle?.resolve();
    }
  }

  /** Whatever waits rejects. */
  fail(error: Error): void {
    const { settle } = this;
    this.forget();
    settle?.reject(error);
  }

  /**
   * Notes whom candidates are gathered for.
   * @returns Whether the other side has restarted ICE. Nobody tells us, and the gathering state may still
   * be that of the last time.
   */
  private noteUfrag(sdp: string): boolean {
    const before = this.ufrag;
    this.ufrag = /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
    return before !== undefined && before !== this.ufrag && !/^a=candidate:/m.test(sdp);
  }

  private hopeFor(configuration: RTCConfiguration): void {
    const urls = (configuration.iceServers ?? []).flatMap((server) => server.urls);
    const turns = new Set(urls.filter(isTurn));
    this.turnsLeft = turns.size;
    this.refusals.clear();
    this.relayOnly = configuration.iceTransportPolicy === "relay";
    if (this.relayOnly || turns.size > 0) {
      this.wantedRank = RELAY;
    } else {
      this.wantedRank = urls.some((url) => /^stuns?:/i.test(url)) ? SRFLX : HOST;
    }
    this.found = 0;
    this.bestRank = -1;
    // A TURN server that cannot be reached is not always reported. With policy relay there is nothing else.
    this.failure = this.relayOnly ? "no TURN server gave one" : undefined;
  }

  /** Ends gathering soon if what was found is good enough. */
  private judge(): void {
    if (this.bestRank >= this.wantedRank) {
      this.endSoon(this.graceMs, false);
    } else if (this.bestRank === SRFLX) {
      this.endSoon(this.graceMs * RELAY_PATIENCE, true);
    }
  }

  private endSoon(delayMs: number, patient: boolean): void {
    const better = this.graceTimer === undefined || (this.patient && !patient);
    if (!better || !Number.isFinite(delayMs)) {
      return;
    }
    clearTimeout(this.graceTimer);
    this.patient = patient;
    this.graceTimer = setTimeout(() => this.complete(), delayMs);
  }

  private forget(): void {
    clearTimeout(this.capTimer);
    clearTimeout(this.graceTimer);
    this.capTimer = undefined;
    this.graceTimer = undefined;
    this.patient = false;
    this.settle = undefined;
  }
}

function isTurn(url: string): boolean {
  return /^turns?:/i.test(url);
}
