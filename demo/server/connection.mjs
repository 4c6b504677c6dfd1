// One client's WebSocket (RFC 7118): a SIP message is a WebSocket message, text or binary, and CRLF CRLF is a keep-alive
// that is answered with CRLF (RFC 5626 §3.5.1).
import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";

const kPing = "\r\n\r\n";
const kPong = "\r\n";

export class Connection {
  /** Names the connection in Record-Route. Nobody can guess it, so nobody can route into another's connection. */
  id = randomBytes(9).toString("hex");
  /** Who has registered over it. @type {string | undefined} */
  user;
  #socket;
  #onSent;

  /**
   * @param {WebSocket} socket
   * @param {object} handlers
   * @param {(connection: Connection, text: string) => void} handlers.onMessage - never called for keep-alives
   * @param {(connection: Connection, text: string) => void} handlers.onSent
   * @param {(connection: Connection) => void} handlers.onClose
   */
  constructor(socket, { onMessage, onSent, onClose }) {
    this.#socket = socket;
    this.#onSent = onSent;
    socket.on("message", (data) => {
      const text = data.toString();
      if (text === kPing) socket.send(kPong);
      else if (text.trim() !== "") onMessage(this, text);
    });
    socket.on("close", () => onClose(this));
    // A broken frame or one that is too large; the close that follows says all.
    socket.on("error", () => {});
  }

  get isOpen() {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /**
   * @param {string} text
   * @returns {boolean} whether the connection was there to take it
   */
  send(text) {
    if (!this.isOpen) return false;
    this.#socket.send(text);
    this.#onSent(this, text);
    return true;
  }

  /** Ends it with a closing handshake. */
  close() {
    this.#socket.close(1001, "going away");
  }

  /** Ends it as a broken network would. */
  drop() {
    this.#socket.terminate();
  }
}
