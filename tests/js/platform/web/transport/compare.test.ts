// The same script is played to SIP.js's transport and to ours; states, callbacks and promises must agree.

import { Core, Web } from "sip.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoggerFactory } from "../../../../../js/src/core/log/index.js";
import { Transport } from "../../../../../js/src/platform/web/transport/index.js";
import { FakeWebSocket } from "../../../support/fake-web-socket.js";

type AnyTransport = Transport | Web.Transport;

interface Stage {
  transport: AnyTransport;
  /** Notes how a promise settles, when it does. */
  watch: (name: string, promise: Promise<unknown>) => void;
  /** Lets promise reactions and timers of the given milliseconds run. */
  wait: (ms?: number) => Promise<unknown>;
  note: (text: string) => void;
  ws: () => FakeWebSocket;
}

type Script = (stage: Stage) => Promise<void>;

function quiet<T extends LoggerFactory | Core.LoggerFactory>(factory: T): T {
  factory.builtinEnabled = false;
  return factory;
}

const ours = () =>
  new Transport(quiet(new LoggerFactory()).getLogger("t"), { server: "wss://sip.example.com" });
const theirs = () =>
  new Web.Transport(quiet(new Core.LoggerFactory()).getLogger("t"), {
    server: "wss://sip.example.com",
  });

async function play(transport: AnyTransport, script: Script): Promise<Array<string>> {
  FakeWebSocket.made = [];
  const notes: Array<string> = [];
  const note = (text: string) => notes.push(text);
  transport.stateChange.addListener((state) => note(`stateChange ${state} ${transport.state}`));
  transport.onConnect = () => note(`onConnect ${transport.state}`);
  transport.onDisconnect = (...given) => note(`onDisconnect(${given.join()}) ${transport.state}`);
  transport.onMessage = (message) => note(`onMessage ${JSON.stringify(message)}`);
  await script({
    transport,
    note,
    watch: (name, promise) => {
      promise.then(
        () => note(`${name} resolved ${transport.state}`),
        (error: Error) => note(`${name} rejected ${error.message} ${transport.state}`),
      );
    },
    wait: (ms = 0) => vi.advanceTimersByTimeAsync(ms),
    ws: () => FakeWebSocket.last(),
  });
  note(`ended ${transport.state} ${transport.isConnected()} ws ${transport.ws !== undefined}`);
  for (const ws of FakeWebSocket.made) {
    note(`${ws.url} ${ws.protocols} ${ws.binaryType} sent ${ws.sent} closed ${ws.closes}`);
  }
  return notes;
}

const connected = async ({ transport, wait, ws }: Stage) => {
  transport.connect().catch(() => {});
  ws().serverOpens();
  await wait();
};

const scripts: Array<[string, Script]> = [
  [
    "connect, send, receive, disconnect",
    async ({ transport, watch, wait, ws }) => {
      watch("connect", transport.connect());
      await wait();
      ws().serverOpens();
      watch("connect again", transport.connect());
      await wait();
      watch("send", transport.send("REGISTER sip:example.com SIP/2.0\r\n\r\n"));
      ws().serverSends("SIP/2.0 200 OK\r\n\r\n");
      await wait();
      watch("disconnect", transport.disconnect());
      watch("disconnect again", transport.disconnect());
      await wait(10);
      watch("disconnect once more", transport.disconnect());
      await wait();
    },
  ],
  [
    "connect twice while connecting",
    async ({ transport, watch, wait, ws, note }) => {
      const first = transport.connect();
      note(`same promise ${transport.connect() === first}`);
      watch("connect", first);
      ws().serverOpens();
      await wait();
    },
  ],
  [
    "a refused connection",
    async ({ transport, watch, wait, ws }) => {
      watch("connect", transport.connect());
      ws().serverCloses(1006);
      await wait();
      watch("connect again", transport.connect());
      ws().serverOpens();
      await wait();
    },
  ],
  [
    "a lost connection, and connecting again from onDisconnect",
    async (stage) => {
      const { transport, watch, wait, ws, note } = stage;
      await connected(stage);
      transport.onDisconnect = (error) => {
        note(`onDisconnect ${error?.message}`);
        queueMicrotask(() => watch("reconnect", transport.connect()));
      };
      ws().serverCloses(1006);
      await wait();
      ws().serverOpens();
      await wait();
    },
  ],
  [
    "a close by the server with a normal code",
    async (stage) => {
      await connected(stage);
      stage.ws().serverCloses(1000);
      await stage.wait();
    },
  ],
  [
    "disconnect while connecting",
    async ({ transport, watch, wait, ws }) => {
      watch("connect", transport.connect());
      watch("disconnect", transport.disconnect());
      ws().serverOpens();
      ws().serverSends("too late");
      await wait(10);
    },
  ],
  [
    "connect while disconnecting, with late events of the old socket",
    async (stage) => {
      const { transport, watch, wait, ws } = stage;
      await connected(stage);
      const old = ws();
      watch("disconnect", transport.disconnect());
      watch("connect", transport.connect());
      await wait();
      old.serverSends("from the grave");
      old.serverCloses(1006);
      await wait();
      ws().serverOpens();
      ws().serverSends("from the living");
      await wait(10);
    },
  ],
  [
    "send in every state",
    async (stage) => {
      const { transport, watch, wait, ws } = stage;
      watch("send disconnected", transport.send("x"));
      watch("connect", transport.connect());
      watch("send connecting", transport.send("x"));
      ws().serverOpens();
      watch("send connected", transport.send("x"));
      watch("disconnect", transport.disconnect());
      watch("send disconnecting", transport.send("x"));
      await wait(10);
    },
  ],
  [
    "send that throws",
    async (stage) => {
      await connected(stage);
      stage.ws().sendError = new Error("buffer full");
      stage.watch("send", stage.transport.send("x"));
      stage.ws().sendError = "not an error";
      stage.watch("send", stage.transport.send("x"));
      await stage.wait();
    },
  ],
  [
    "binary, empty and keep-alive frames",
    async (stage) => {
      await connected(stage);
      const ws = stage.ws();
      ws.serverSends(new TextEncoder().encode("INFO sip:ü€😀 SIP/2.0\r\n\r\n").buffer);
      ws.serverSends(new Uint8Array([0x4f, 0x4b, 0xff]).buffer);
      ws.serverSends("");
      ws.serverSends("\r\n");
      ws.serverSends("\r\n\r\n");
      await stage.wait();
    },
  ],
  [
    "frames while disconnecting",
    async (stage) => {
      await connected(stage);
      stage.watch("disconnect", stage.transport.disconnect());
      stage.ws().serverSends("BYE sip:a SIP/2.0\r\n\r\n");
      await stage.wait(10);
    },
  ],
  [
    "connect and disconnect called from callbacks",
    async ({ transport, watch, wait, ws, note }) => {
      transport.stateChange.addListener((state) => {
        note(`loop from ${state}`);
        watch(`connect in ${state}`, transport.connect());
        watch(`disconnect in ${state}`, transport.disconnect());
      });
      watch("connect", transport.connect());
      ws().serverOpens();
      await wait();
      watch("disconnect", transport.disconnect());
      await wait(10);
    },
  ],
  [
    "a WebSocket that cannot be made",
    async ({ transport, watch, wait }) => {
      vi.stubGlobal("WebSocket", () => {
        throw new SyntaxError("bad URL");
      });
      watch("connect", transport.connect());
      await wait();
      vi.stubGlobal("WebSocket", FakeWebSocket);
      watch("connect again", transport.connect());
      await wait();
    },
  ],
  [
    "a connection that does not open in time",
    async ({ transport, watch, wait }) => {
      watch(
        "connect",
        transport.connect().catch(() => Promise.reject(new Error("timed out"))),
      );
      await wait(4999);
      watch("still connecting", Promise.resolve());
      await wait(10);
    },
  ],
  [
    "dispose",
    async (stage) => {
      await connected(stage);
      stage.watch("dispose", stage.transport.dispose());
      await stage.wait(10);
    },
  ],
];

describe("Transport, compared with SIP.js's", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it.each(scripts)("goes the same way: %s", async (_name, script) => {
    const theirNotes = await play(theirs(), script);
    expect(await play(ours(), script)).toEqual(theirNotes);
    expect(theirNotes.length).toBeGreaterThan(2);
  });

  it.each([
    ["wss://sip.example.com"],
    ["ws://127.0.0.1:8080/path?query"],
    ["wss://[2001:db8::1]:7443"],
    ["udp://sip.example.com"],
    ["https://sip.example.com"],
    ["sip.example.com"],
    ["not a URL"],
    [""],
  ])("has the protocol, or the constructor's error, for server %j", (server) => {
    const outcome = (make: () => AnyTransport) => {
      try {
        return make().protocol;
      } catch (error) {
        return String(error);
      }
    };
    const logger = quiet(new LoggerFactory()).getLogger("t");
    const peerLogger = quiet(new Core.LoggerFactory()).getLogger("t");
    const expected = outcome(() => new Web.Transport(peerLogger, { server }));
    expect(outcome(() => new Transport(logger, { server }))).toBe(expected);
  });
});
