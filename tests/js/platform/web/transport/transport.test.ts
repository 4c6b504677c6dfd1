// What our transport does beyond SIP.js's.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TransportState } from "../../../../../js/src/api/transport-state.js";
import {
  Transport,
  type TransportOptions,
} from "../../../../../js/src/platform/web/transport/index.js";
import { FakeWebSocket } from "../../../support/fake-web-socket.js";
import { silentLogger } from "../../../support/silent-logger.js";

function make(options: Partial<TransportOptions> = {}) {
  const { logger, entries } = silentLogger();
  const transport = new Transport(logger, { server: "wss://sip.example.com", ...options });
  const messages: Array<string> = [];
  const ends: Array<Array<Error | undefined>> = [];
  transport.onMessage = (message) => messages.push(message);
  transport.onDisconnect = (...given) => ends.push(given);
  return { transport, entries, messages, ends };
}

async function makeConnected(options: Partial<TransportOptions> = {}) {
  const made = make(options);
  const connect = made.transport.connect();
  const ws = FakeWebSocket.last();
  ws.serverOpens();
  await connect;
  return { ...made, ws };
}

describe("Transport", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
    FakeWebSocket.made = [];
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("takes a scheme in capitals, and no URL without a host", () => {
    expect(make({ server: "WSS://Sip.Example.com" }).transport.protocol).toBe("WSS");
    expect(() => make({ server: "wss://" })).toThrow("Invalid WebSocket Server URL");
  });

  it("asks for subprotocol sip (RFC 7118 §4.1)", () => {
    void make().transport.connect();
    expect(FakeWebSocket.last().protocols).toBe("sip");
  });

  it("rejects connect() at the timeout although the socket never closes", async () => {
    const { transport } = make({ connectionTimeout: 3 });
    const connect = transport.connect();
    const outcome = expect(connect).rejects.toThrow("Connect timed out after 3s.");
    FakeWebSocket.last().answersClose = false;
    await vi.advanceTimersByTimeAsync(2999);
    expect(transport.state).toBe(TransportState.Connecting);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(transport.state).toBe(TransportState.Disconnected);
    expect(FakeWebSocket.last().closes).toEqual([1000]);
    FakeWebSocket.last().serverOpens();
    expect(transport.state).toBe(TransportState.Disconnected);
  });

  it("does not time out once connected", async () => {
    const { transport } = await makeConnected();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.isConnected()).toBe(true);
  });

  it("resolves disconnect() in bounded time although the server is gone", async () => {
    const { transport, ws, ends } = await makeConnected();
    ws.answersClose = false;
    let resolved = false;
    transport.disconnect().then(() => {
      resolved = true;
    });
    await vi.advanceTimersByTimeAsync(4999);
    expect(resolved).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(resolved).toBe(true);
    expect(transport.state).toBe(TransportState.Disconnected);
    expect(ends).toEqual([[]]);
  });

  it("refuses to send into a socket that is closing, which would drop the message silently", async () => {
    const { transport, ws } = await makeConnected();
    ws.readyState = 2;
    await expect(transport.send("x")).rejects.toThrow("WebSocket is closing.");
    expect(ws.sent).toEqual([]);
  });

  it("goes on when callbacks and listeners throw, and logs them", async () => {
    const { transport, entries } = make();
    const bad = (name: string) => () => {
      throw new Error(`bad ${name}`);
    };
    transport.stateChange.addListener(bad("listener"));
    transport.onConnect = bad("onConnect");
    transport.onMessage = bad("onMessage");
    transport.onDisconnect = bad("onDisconnect");
    const connect = transport.connect();
    FakeWebSocket.last().serverOpens();
    await connect;
    FakeWebSocket.last().serverSends("x");
    const disconnect = transport.disconnect();
    await vi.advanceTimersByTimeAsync(10);
    await disconnect;
    for (const name of ["listener", "onConnect", "onMessage", "onDisconnect"]) {
      expect(entries.join("\n")).toContain(`threw: Error: bad ${name}`);
    }
  });

  it("hands over a message without the CRLFs before it (RFC 3261 §7.5)", async () => {
    const { ws, messages } = await makeConnected();
    ws.serverSends("\r\n\r\nBYE sip:a SIP/2.0\r\n\r\n");
    expect(messages).toEqual(["BYE sip:a SIP/2.0\r\n\r\n"]);
  });

  it("reads binary frames of any kind, also those that hold only a pong", async () => {
    const { ws, messages, entries } = await makeConnected();
    const bytes = new TextEncoder().encode("..ACK sip:ü SIP/2.0\r\n\r\n..");
    ws.serverSends(bytes.subarray(2, -2));
    ws.serverSends(new TextEncoder().encode("\r\n").buffer);
    ws.serverSends(new Blob(["x"]));
    ws.serverSends(null);
    expect(messages).toEqual(["ACK sip:ü SIP/2.0\r\n\r\n"]);
    expect(entries.filter((entry) => entry.includes("unreadable"))).toHaveLength(2);
  });

  it("logs messages unless told not to", async () => {
    for (const traceSip of [true, false]) {
      const { transport, ws, entries } = await makeConnected({ traceSip });
      await transport.send("MESSAGE out");
      ws.serverSends("MESSAGE in");
      expect(entries.some((entry) => entry.includes("MESSAGE out"))).toBe(traceSip);
      expect(entries.some((entry) => entry.includes("MESSAGE in"))).toBe(traceSip);
    }
  });

  it("takes an option that is undefined for one that is not given", async () => {
    const { logger } = silentLogger();
    const options = { server: "ws://a", connectionTimeout: undefined, traceSip: undefined };
    const transport = new Transport(logger, options as unknown as TransportOptions);
    transport.connect().catch(() => {});
    await vi.advanceTimersByTimeAsync(4999);
    expect(transport.state).toBe(TransportState.Connecting);
    await vi.advanceTimersByTimeAsync(1);
    expect(transport.state).toBe(TransportState.Disconnected);
  });
});

describe("Transport keep-alive (RFC 5626 §3.5.1)", () => {
  const PING = "\r\n\r\n";

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("sends nothing unless an interval is set", async () => {
    const { ws } = await makeConnected();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(ws.sent).toEqual([]);
  });

  it("§4.4.1 pings at once and then every 80 to 100 percent of the interval", async () => {
    for (const [random, gapMs] of [
      [0, 24_000],
      [0.9999999, 30_000],
    ] as const) {
      vi.spyOn(Math, "random").mockReturnValue(random);
      const { ws, transport } = await makeConnected({ keepAliveInterval: 30 });
      expect(ws.sent).toEqual([PING]);
      ws.serverSends("\r\n");
      await vi.advanceTimersByTimeAsync(gapMs - 100);
      expect(ws.sent).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(200);
      expect(ws.sent).toEqual([PING, PING]);
      void transport.disconnect();
      await vi.advanceTimersByTimeAsync(10);
    }
  });

  it("closes and reports a connection whose pongs have stopped, without waiting for its close event", async () => {
    const { transport, ws, ends } = await makeConnected({
      keepAliveInterval: 30,
      keepAliveDebounce: 4,
    });
    ws.answersClose = false;
    ws.serverSends("\r\n");
    await vi.advanceTimersByTimeAsync(23_900);
    expect(transport.isConnected()).toBe(true);
    await vi.advanceTimersByTimeAsync(6_100 + 4_000);
    expect(transport.state).toBe(TransportState.Disconnected);
    expect(transport.ws).toBeUndefined();
    expect(ws.closes).toEqual([1000]);
    expect(ends).toHaveLength(1);
    expect(ends[0]?.[0]?.message).toBe("No answer to a keep-alive in 4s.");
    ws.serverCloses(1006);
    expect(ends).toHaveLength(1);
  });

  it("takes any frame as a sign of life", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { transport, ws } = await makeConnected({ keepAliveInterval: 30 });
    ws.serverSends("\r\n");
    await vi.advanceTimersByTimeAsync(24_000);
    expect(ws.sent).toHaveLength(2);
    ws.serverSends("OPTIONS sip:a SIP/2.0\r\n\r\n");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(transport.isConnected()).toBe(true);
    await vi.advanceTimersByTimeAsync(4_000 + 10_000);
    expect(transport.state).toBe(TransportState.Disconnected);
  });

  it("stays with a server that has never answered a ping", async () => {
    const { transport, ws } = await makeConnected({ keepAliveInterval: 30 });
    await vi.advanceTimersByTimeAsync(300_000);
    expect(transport.isConnected()).toBe(true);
    expect(ws.sent.length).toBeGreaterThanOrEqual(10);
  });

  it("asks each new connection's server anew whether it answers", async () => {
    const { transport, ws } = await makeConnected({ keepAliveInterval: 30 });
    ws.serverSends("\r\n");
    ws.serverCloses(1006);
    const connect = transport.connect();
    FakeWebSocket.last().serverOpens();
    await connect;
    await vi.advanceTimersByTimeAsync(100_000);
    expect(transport.isConnected()).toBe(true);
  });

  it("sends one ping at a time when the answer may take longer than the interval", async () => {
    const { ws } = await makeConnected({ keepAliveInterval: 2, keepAliveDebounce: 9 });
    await vi.advanceTimersByTimeAsync(8_900);
    expect(ws.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_100);
    expect(ws.sent).toHaveLength(2);
  });

  it("stops when the connection ends", async () => {
    const { transport, ws } = await makeConnected({ keepAliveInterval: 30 });
    void transport.disconnect();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(ws.sent).toEqual([PING]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
