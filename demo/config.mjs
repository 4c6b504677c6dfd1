// What the page is told by /config.json (its shape: src/settings.ts).

/** The two phones of the page, and what they are called by. */
const kNames = ["Alice", "Bob"];

/** The embedded server's domain and users; anybody on this machine may try them. */
export const embeddedDomain = "demo.test";
export const embeddedUsers = { alice: "alice-demo", bob: "bob-demo", carol: "carol-demo" };

/**
 * Both phones filled in, for the embedded server.
 *
 * @param {string} server - its WebSocket address
 */
export function embeddedConfig(server) {
  const phones = kNames.map((name) => {
    const user = /** @type {keyof typeof embeddedUsers} */ (name.toLowerCase());
    return { name, server, domain: embeddedDomain, user, password: embeddedUsers[user] };
  });
  // All on one machine: no STUN server needs to be asked.
  return { phones, iceServers: [] };
}

/**
 * Phones for another server: the page asks for the users.
 *
 * @param {string} server - its WebSocket address
 * @param {string} [domain] - its SIP domain; the host of the address when absent
 */
export function externalConfig(server, domain = new URL(server).hostname) {
  const phones = kNames.map((name) => ({ name, server, domain, user: "", password: "" }));
  return { phones };
}
