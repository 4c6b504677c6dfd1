// What one phone needs to know: read from /config.json, edited in the page's settings form.

/** How a key of the pad reaches the other side during a call. */
export type DtmfMode = "rtp" | "info";

/** What a phone sends as its voice: the microphone, or a melody when there is none to use. */
export type VoiceSource = "microphone" | "melody";

export interface PhoneSettings {
  /** Address of the SIP server's WebSocket, `ws://…` or `wss://…`. */
  server: string;
  /** SIP domain, the part after the `@` of the phone's address. */
  domain: string;
  /** User part of the phone's address; also the name it authenticates with. */
  user: string;
  password: string;
  dtmf: DtmfMode;
  voice: VoiceSource;
}

/** One phone of /config.json. */
export interface PhoneConfig {
  name: string;
  server: string;
  domain: string;
  user: string;
  password: string;
}

/** The answer of /config.json, written by demo/serve.mjs. */
export interface DemoConfig {
  phones: PhoneConfig[];
  /** Absent: the library's own default, which asks a public STUN server. */
  iceServers?: RTCIceServer[];
}

/**
 * Reads /config.json.
 *
 * @throws Error with a sentence for the page when the file is missing or is not what serve.mjs writes.
 */
export async function loadConfig(): Promise<DemoConfig> {
  const response = await fetch("config.json");
  if (!response.ok) throw new Error(`config.json could not be read (${response.status}).`);
  const config = (await response.json()) as DemoConfig;
  if (!Array.isArray(config.phones) || config.phones.length !== 2) {
    throw new Error("config.json does not describe two phones.");
  }
  return config;
}

export function settingsFrom(config: PhoneConfig): PhoneSettings {
  const { server, domain, user, password } = config;
  return { server, domain, user, password, dtmf: "rtp", voice: "microphone" };
}
