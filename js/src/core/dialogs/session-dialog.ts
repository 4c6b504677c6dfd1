import { Grammar, uriOf } from "../../grammar/grammar.js";
import type { NameAddrHeader } from "../../grammar/name-addr-header.js";
import { URI } from "../../grammar/uri.js";
import type { DialogInfo, Engine } from "../engine.js";

/** The dialog of a call. What it tells is the core's latest knowledge; after the call's end, the last there was. */
export class SessionDialog {
  private info: DialogInfo;

  private constructor(
    private readonly engine: Engine,
    private readonly session: number,
    info: DialogInfo,
  ) {
    this.info = info;
  }

  /** @internal Undefined while the call has no dialog. */
  static of(engine: Engine, session: number): SessionDialog | undefined {
    const info = engine.dialog(session);
    return info && new SessionDialog(engine, session, info);
  }

  /** Call-ID, local and remote tag in one. */
  get id(): string {
    const { callId, localTag, remoteTag } = this.latest();
    return callId + localTag + remoteTag;
  }

  get callId(): string {
    return this.latest().callId;
  }

  get localTag(): string {
    return this.latest().localTag;
  }

  get remoteTag(): string {
    return this.latest().remoteTag;
  }

  get localURI(): URI {
    return addressOf(this.latest().localUri);
  }

  get remoteURI(): URI {
    return addressOf(this.latest().remoteUri);
  }

  /** Where requests inside the dialog go: the peer's latest Contact. */
  get remoteTarget(): URI {
    return targetOf(this.latest().remoteTarget);
  }

  get routeSet(): Array<string> {
    return this.latest().routeSet.slice();
  }

  /** No 2xx yet. */
  get early(): boolean {
    return this.latest().early;
  }

  private latest(): DialogInfo {
    this.info = this.engine.dialog(this.session) ?? this.info;
    return this.info;
  }
}

function addressOf(header: string): URI {
  const parsed: NameAddrHeader | -1 = Grammar.parse(header, "From");
  return parsed === -1 ? targetOf(header) : parsed.uri;
}

function targetOf(text: string): URI {
  return uriOf(text) ?? new URI(undefined, "", text);
}
