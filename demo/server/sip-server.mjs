// The embedded SIP server: a registrar with digest authentication and a forking proxy over WebSocket (RFC 3261, RFC 7118),
// for the demo and for tests. It keeps everything in memory and serves one domain.
//
// Left out: TLS (put it behind a web server), other domains and transports, contacts one after the other by q, outbound and
// GRUU beyond matching contacts by instance, and the merging of several contacts' challenges.
import { EventEmitter, once } from "node:events";
import { WebSocketServer } from "ws";
import { Authenticator } from "./authenticator.mjs";
import { Connection } from "./connection.mjs";
import { Dispatcher } from "./dispatcher.mjs";
import { Faults } from "./faults.mjs";
import { Location } from "./location.mjs";
import { SipProxy } from "./proxy.mjs";
import { Registrar } from "./registrar.mjs";
import { Routing } from "./routing.mjs";
import { ServerTransactions } from "./server-transaction.mjs";
import { answerBrokenRequest, isRequest, parse } from "./sip.mjs";
import { Timers } from "./timers.mjs";

/** How long clients have for the closing handshake. */
const kCloseMs = 500;

/**
 * @typedef {object} SipServerOptions
 * @property {string} domain - the SIP domain, which is also the realm of its challenges
 * @property {Record<string, string>} users - password by user name
 * @property {string} [host] - interface to listen on; 127.0.0.1 if missing
 * @property {number} [port] - 0, the default, takes any free one
 * @property {boolean} [authenticateCalls] - challenge requests outside dialogs with 407; true if missing
 * @property {import("sip-wasm/core").DigestAlgorithm[]} [algorithms] - offered in this order. SHA-256 and MD5 if missing: the
 *   best first (RFC 8760 §2.4), and MD5 last for SIP.js and JsSIP, which know only that and read only the last challenge
 * @property {string} [qop] - "auth", the default, "auth-int" or "auth,auth-int"
 * @property {number} [nonceSeconds] - how long a nonce may be used; 300 if missing
 * @property {number} [minExpires] - seconds; a shorter registration is refused with 423; 10 if missing
 * @property {number} [maxExpires] - seconds; a longer registration is cut to it; 3600 if missing
 * @property {number} [responseMs] - how long a contact has for its first answer; 32 s if missing (timer B)
 * @property {number} [noAnswerMs] - how long a call may ring; 185 s if missing (timer C, longer than 3 minutes)
 * @property {number} [maxMessageBytes] - a longer message closes the connection; 64 kB if missing
 */

/**
 * A message as it passed the server.
 *
 * @typedef {object} PassedMessage
 * @property {"in" | "out"} direction
 * @property {string} connection - id
 * @property {string | undefined} user - who has registered over the connection
 * @property {string} text
 */

/** Counters since the start. */
class Counters {
  received = 0;
  /** Broken requests that were answered with 400, 505 or 513. */
  rejected = 0;
  /** Broken messages that could not be answered. */
  dropped = 0;
  strayResponses = 0;
  /** Messages in whose handling this server itself failed; told by "problem" events. */
  problems = 0;
}

/**
 * @typedef {{message: [PassedMessage], problem: [unknown]}} SipServerEvents
 *
 * @extends {EventEmitter<SipServerEvents>}
 */
export class SipServer extends EventEmitter {
  counters = new Counters();
  /** That it listens on, or listened on until it was closed. */
  port = 0;
  /** By id. @type {Map<string, Connection>} */
  #connections = new Map();
  #sockets;
  #host;
  #timers = new Timers();
  #faults = new Faults();
  #location = new Location();
  #transactions = new ServerTransactions(this.#timers);
  #proxy;
  #dispatcher;

  /** @param {SipServerOptions} options */
  constructor(options) {
    super();
    const { domain: name, users, host = "127.0.0.1", port = 0 } = options;
    const domain = name.toLowerCase();
    const location = this.#location;
    const transactions = this.#transactions;
    const timers = this.#timers;
    const authenticator = new Authenticator({
      realm: domain,
      users,
      algorithms: options.algorithms ?? ["SHA-256", "MD5"],
      qop: options.qop ?? "auth",
      nonceSeconds: options.nonceSeconds ?? 300,
    });
    const { minExpires = 10, maxExpires = 3600 } = options;
    const registrar = new Registrar({
      ...{ domain, users, location, authenticator, minExpires, maxExpires },
    });
    this.#proxy = new SipProxy({
      domain,
      routing: new Routing({ domain, users, location, connections: this.#connections }),
      authenticator,
      authenticateCalls: options.authenticateCalls ?? true,
      timers,
      times: {
        responseMs: options.responseMs ?? 32_000,
        noAnswerMs: options.noAnswerMs ?? 185_000,
      },
      onUnanswered: (transaction) => transactions.abandon(transaction),
    });
    const proxy = this.#proxy;
    const faults = this.#faults;
    this.#dispatcher = new Dispatcher({ domain, transactions, registrar, proxy, faults, timers });
    this.#host = host.includes(":") ? `[${host}]` : host;
    this.#sockets = new WebSocketServer({
      host,
      port,
      maxPayload: options.maxMessageBytes ?? 64 * 1024,
      perMessageDeflate: false,
      // RFC 7118 §4: without the subprotocol there is no agreement that SIP is spoken.
      verifyClient: ({ req }, accept) => accept(asksForSip(req), 400, "Subprotocol sip required"),
      handleProtocols: () => "sip",
    });
    this.#sockets.on("connection", (socket) => this.#onConnection(socket));
  }

  /** Resolves once clients can connect; rejects when the port is taken. */
  async listening() {
    await once(this.#sockets, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#sockets.address());
    this.port = port;
    return this;
  }

  /** For clients on this machine. */
  get url() {
    return `ws://${this.#host}:${this.port}`;
  }

  /** How many clients are connected. */
  get connectionCount() {
    return this.#connections.size;
  }

  /**
   * The contact URIs that a user is registered with, the latest first.
   *
   * @param {string} user
   */
  contactsOf(user) {
    return this.#location.of(user).map(({ uri }) => uri.toRaw());
  }

  /**
   * Makes the next requests of a method fail.
   *
   * @param {import("./faults.mjs").Fault} fault
   */
  inject(fault) {
    this.#faults.add(fault);
  }

  /**
   * Breaks the connections over which a user has registered, or all; without a closing handshake, as a network breaks.
   *
   * @param {string} [user]
   */
  dropConnections(user) {
    for (const connection of this.#connections.values()) {
      if (user === undefined || connection.user === user) connection.drop();
    }
  }

  /** Closes all connections and stops listening; resolves when the port is free. */
  async close() {
    this.#timers.stopAll();
    for (const connection of this.#connections.values()) connection.close();
    const stopDropping = this.#timers.after(kCloseMs, () => this.dropConnections());
    await new Promise((resolve) => this.#sockets.close(resolve));
    stopDropping();
  }

  /** @param {import("ws").WebSocket} socket */
  #onConnection(socket) {
    const connection = new Connection(socket, {
      onMessage: (from, text) => {
        this.#tell("in", from, text);
        this.#guard(() => this.#onMessage(from, text));
      },
      onSent: (to, text) => this.#tell("out", to, text),
      onClose: (gone) => this.#guard(() => this.#onClose(gone)),
    });
    this.#connections.set(connection.id, connection);
  }

  /**
   * @param {Connection} connection
   * @param {string} text
   */
  #onMessage(connection, text) {
    this.counters.received++;
    const message = parse(text);
    if ("refusal" in message) {
      const answer = answerBrokenRequest(text);
      if (answer) this.counters.rejected++;
      else this.counters.dropped++;
      if (answer) connection.send(answer);
    } else if (isRequest(message)) {
      this.#dispatcher.onRequest(message, connection);
    } else if (!this.#proxy.onResponse(message, connection)) {
      this.counters.strayResponses++;
    }
  }

  /** @param {Connection} connection */
  #onClose(connection) {
    this.#connections.delete(connection.id);
    this.#location.removeConnection(connection);
    this.#transactions.removeConnection(connection);
    this.#proxy.removeConnection(connection);
  }

  /**
   * One message must not cost the next: a bug in here is told, and counted.
   *
   * @param {() => void} handle
   */
  #guard(handle) {
    try {
      handle();
    } catch (problem) {
      this.counters.problems++;
      this.emit("problem", problem);
    }
  }

  /**
   * @param {"in" | "out"} direction
   * @param {Connection} connection
   * @param {string} text
   */
  #tell(direction, { id, user }, text) {
    this.emit("message", { direction, connection: id, user, text });
  }
}

/** @param {import("node:http").IncomingMessage} request */
function asksForSip({ headers }) {
  return (headers["sec-websocket-protocol"] ?? "").split(",").some((name) => name.trim() === "sip");
}

/**
 * Starts a server.
 *
 * @param {SipServerOptions} options
 * @returns {Promise<SipServer>} rejects when the port is taken
 */
export function startSipServer(options) {
  return new SipServer(options).listening();
}
