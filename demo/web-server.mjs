// Serves a folder of static files on the loopback interface, under a strict Content-Security-Policy.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

/** @type {Record<string, string>} */
const kTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".map": "application/json",
  ".wasm": "application/wasm",
};

/** What the page may do. 'wasm-unsafe-eval' allows WebAssembly and nothing else. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  // The SIP server is wherever the settings say.
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const kHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

/**
 * Starts the server.
 *
 * @param {object} options
 * @param {string} options.folder - what is served; `/` is its index.html
 * @param {Record<string, unknown>} [options.json] - further paths (`/config.json`) and their content
 * @param {Record<string, string>} [options.headers] - further headers of every response
 * @param {number} [options.port] - 0, the default, takes any free one
 * @param {string} [options.host]
 * @returns {Promise<{port: number, url: string, close(): Promise<void>}>} rejects when the port is taken
 */
export async function startWebServer({
  folder,
  json = {},
  headers = {},
  port = 0,
  host = "127.0.0.1",
}) {
  const root = path.resolve(folder);

  /**
   * @param {string} pathname
   * @returns {Promise<{type: string, body: string | Buffer} | undefined>}
   */
  async function find(pathname) {
    if (Object.hasOwn(json, pathname)) {
      return { type: "application/json", body: JSON.stringify(json[pathname]) };
    }
    const file = path.join(root, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const type = kTypes[path.extname(file)];
    if (!type || !file.startsWith(root + path.sep)) return undefined;
    try {
      return { type, body: await readFile(file) };
    } catch {
      return undefined;
    }
  }

  const server = createServer(async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    const found = await find(pathOf(request.url ?? "/"));
    const common = { ...kHeaders, ...headers };
    for (const [name, value] of Object.entries(common)) response.setHeader(name, value);
    if (!found) {
      response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
      return;
    }
    response.writeHead(200, { "content-type": found.type });
    response.end(request.method === "HEAD" ? undefined : found.body);
  });

  await /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => resolve());
    })
  );
  const taken = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
  return {
    port: taken,
    url: `http://${host === "127.0.0.1" ? "localhost" : host}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The decoded path of a request; a broken escape finds nothing.
 *
 * @param {string} url
 */
function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return "";
  }
}
