// Serves the demo page, and the embedded SIP server unless another is named. Run by `npm start`.
import { parseArgs } from "node:util";
import { buildDemo, demoFolder } from "./build.mjs";
import { embeddedConfig, embeddedDomain, embeddedUsers, externalConfig } from "./config.mjs";
import { startSipServer } from "./server/sip-server.mjs";
import { startWebServer } from "./web-server.mjs";

const kUsage = `Usage: npm start -- [options]
  --port N         port of the page (default 8080; 0 takes any free one)
  --sip-port N     port of the embedded SIP server (default: any free one)
  --server URL     use the SIP server at this ws:// or wss:// address instead of the embedded one
  --domain NAME    SIP domain of that server (default: the host of its address)
  --help           show this`;

/** A mistake in the command line or a port that is taken: one line is enough. */
class UsageError extends Error {}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "8080" },
        "sip-port": { type: "string", default: "0" },
        server: { type: "string" },
        domain: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.server !== undefined && !/^wss?:$/.test(protocolOf(values.server))) {
      throw new Error(`--server wants a ws:// or wss:// address, not “${values.server}”.`);
    }
    return { ...values, port: portOf(values.port), sipPort: portOf(values["sip-port"]) };
  } catch (error) {
    throw new UsageError(`${/** @type {Error} */ (error).message}\n\n${kUsage}`);
  }
}

/** @param {string} url */
function protocolOf(url) {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

/** @param {string} text */
function portOf(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Error(`“${text}” is not a port.`);
  return port;
}

/**
 * Waits for a server to start; says in one line when its port is taken.
 *
 * @template T
 * @param {Promise<T>} server
 * @param {number} port
 * @param {string} option - of the command line, to choose another port
 */
async function started(server, port, option) {
  try {
    return await server;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EADDRINUSE") throw error;
    throw new UsageError(`Port ${port} is taken; choose another with ${option} N.`);
  }
}

async function main() {
  const { port, sipPort, server, domain, help } = options();
  if (help) {
    console.log(kUsage);
    return;
  }
  await buildDemo();
  const embedded = server
    ? undefined
    : await started(
        startSipServer({ port: sipPort, domain: embeddedDomain, users: embeddedUsers }),
        sipPort,
        "--sip-port",
      );
  const config = embedded ? embeddedConfig(embedded.url) : externalConfig(server ?? "", domain);
  const web = await started(
    startWebServer({ folder: demoFolder, json: { "/config.json": config }, port }),
    port,
    "--port",
  ).catch(async (error) => {
    await embedded?.close();
    throw error;
  });

  const stop = async () => {
    await Promise.all([web.close(), embedded?.close()]);
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const users = Object.entries(embeddedUsers).map(([user, password]) => `${user} / ${password}`);
  console.log(
    embedded
      ? `SIP server   ${embedded.url}  domain ${embeddedDomain}  users ${users.join(", ")}`
      : `SIP server   ${server}`,
  );
  console.log(`Demo page    ${web.url}   (Ctrl+C ends)`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
