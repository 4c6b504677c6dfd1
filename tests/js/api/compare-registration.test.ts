// The same script is played to a Registerer of this library and to one of SIP.js.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Registerer, RegistererOptions } from "../../../js/src/index.js";
import { header } from "../support/remote.js";
import { ours, play, type Script, type Stage, settled, theirs } from "../support/stage.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function make(stage: Stage, options: RegistererOptions = {}): Registerer {
  const registerer = new stage.library.Registerer(stage.userAgent, options);
  registerer.stateChange.addListener((state) =>
    stage.note(`${state} contacts ${registerer.contacts.length} retry ${registerer.retryAfter}`),
  );
  return registerer;
}

/** The Contact of the latest REGISTER, granted for that long. */
function granted(stage: Stage, seconds: number): { headers: Array<string> } {
  const contact = header(stage.remote.latest("REGISTER"), "Contact").replace(/;expires=\d+/, "");
  return { headers: [`Contact: ${contact};expires=${seconds}`] };
}

async function register(stage: Stage, options?: RegistererOptions): Promise<Registerer> {
  const registerer = make(stage, options);
  const requestDelegate = stage.responses("register");
  stage.watch("register", registerer.register({ requestDelegate }));
  await settled();
  return registerer;
}

async function registered(stage: Stage, seconds = 600): Promise<Registerer> {
  const registerer = await register(stage);
  stage.remote.answer("REGISTER", 200, granted(stage, seconds));
  await settled();
  stage.note("--");
  return registerer;
}

const scripts: Record<string, Script> = {
  "registered and unregistered": async (stage) => {
    const registerer = await registered(stage);
    const requestDelegate = stage.responses("unregister");
    stage.watch("unregister", registerer.unregister({ requestDelegate }));
    await settled();
    stage.remote.answer("REGISTER", 200);
  },
  "challenged, with the right password": async (stage) => {
    await register(stage);
    stage.remote.answer("REGISTER", 401, {
      headers: ['WWW-Authenticate: Digest realm="r", nonce="n", algorithm=MD5, qop="auth"'],
    });
    await settled();
    stage.note(String(/response="[0-9a-f]{32}"/.test(stage.remote.latest("REGISTER"))));
    stage.remote.answer("REGISTER", 200, granted(stage, 600));
  },
  "challenged, with the wrong password": async (stage) => {
    await register(stage);
    const headers = ['WWW-Authenticate: Digest realm="r", nonce="n", algorithm=MD5, qop="auth"'];
    stage.remote.answer("REGISTER", 401, { headers });
    await settled();
    stage.remote.answer("REGISTER", 401, { headers });
  },
  forbidden: async (stage) => {
    await register(stage);
    stage.remote.answer("REGISTER", 403);
  },
  "refused with Retry-After": async (stage) => {
    await register(stage);
    stage.remote.answer("REGISTER", 503, { headers: ["Retry-After: 30"] });
  },
  "too brief an interval": async (stage) => {
    await register(stage, { expires: 60 });
    stage.remote.answer("REGISTER", 423, { headers: ["Min-Expires: 120"] });
    await settled();
    stage.note(header(stage.remote.latest("REGISTER"), "Contact").replace(/.*expires=/, ""));
    stage.remote.answer("REGISTER", 200, granted(stage, 120));
  },
  "a second register() while the first is unanswered": async (stage) => {
    const registerer = await register(stage);
    stage.watch("second", registerer.register());
    stage.watch("third", registerer.unregister());
  },
  refreshed: async (stage) => {
    await registered(stage, 1000);
    vi.advanceTimersByTime(989_000);
    await settled();
    stage.note("-- 99 %");
    vi.advanceTimersByTime(1_500);
    await settled();
    stage.remote.answer("REGISTER", 200, granted(stage, 1000));
  },
  "the refresh is not answered and the registration expires": async (stage) => {
    await registered(stage, 20);
    vi.advanceTimersByTime(21_000);
  },
  "unregister all": async (stage) => {
    const registerer = make(stage);
    stage.watch("unregister", registerer.unregister({ all: true }));
    await settled();
    stage.note(header(stage.remote.latest("REGISTER"), "Contact"));
    stage.note(header(stage.remote.latest("REGISTER"), "Expires"));
    stage.remote.answer("REGISTER", 200);
  },
  "instance and flow": async (stage) => {
    const instanceId = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    await register(stage, { instanceId, extraContactHeaderParams: ["q=0.5"] });
    stage.note(header(stage.remote.latest("REGISTER"), "Contact").replace(/<sip:[^>]*>/, "<us>"));
  },
  "the user agent stops": async (stage) => {
    await registered(stage);
    stage.watch("stop", stage.userAgent.stop());
    await settled();
    stage.remote.answer("REGISTER", 200);
    await settled();
    stage.note(stage.userAgent.state);
  },
  "register() after dispose()": async (stage) => {
    const registerer = make(stage);
    stage.watch("dispose", registerer.dispose());
    await settled();
    try {
      await registerer.register();
    } catch (error) {
      stage.note(error instanceof Error ? error.constructor.name : "");
    }
  },
};

describe("a registration is to SIP.js's letter", () => {
  for (const [name, script] of Object.entries(scripts)) {
    test(name, async () => {
      expect(await play(ours, script)).toEqual(await play(theirs, script));
    });
  }
});
