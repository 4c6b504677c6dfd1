// A server of its own for each test, with clients that are closed behind it.
import { afterEach, expect } from "vitest";
import {
  type SipServer,
  type SipServerOptions,
  startSipServer,
} from "../../../../demo/server/sip-server.mjs";
import { RawClient } from "./raw-client.js";

export const kUsers = { alice: "wonder", bob: "builder", carol: "carillon" };
export type User = keyof typeof kUsers;

const running: Array<SipServer> = [];
const problems: Array<unknown> = [];

/** Starts a server that the test's end closes. */
export async function start(options: Partial<SipServerOptions> = {}): Promise<SipServer> {
  const server = await startSipServer({ domain: "demo.test", users: kUsers, ...options });
  server.on("problem", (problem) => problems.push(problem));
  running.push(server);
  return server;
}

/** A client that is connected and registered as a user. */
export async function registered(server: SipServer, user: User): Promise<RawClient> {
  const client = await RawClient.connect(server.url);
  const response = await client.register(user, kUsers[user]);
  expect(response).toMatch(/^SIP\/2.0 200 /);
  return client;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  expect(problems.splice(0), "errors inside the server").toEqual([]);
});
