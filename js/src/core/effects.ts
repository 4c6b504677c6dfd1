// The effects of one input, copied out of the core's memory so that the inputs they cause can have theirs.
// cpp/sip/core/effect.hpp says what each means.
import type { EffectKind } from "../generated/enums.js";
import { wordsPerEffect } from "../generated/layout.js";
import { readText, readWords, textBytes } from "./exchange.js";

export interface Effect {
  readonly kind: EffectKind;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly text: string;
}

/** Reads the effects that the core shows. */
export function readEffects(): Array<Effect> {
  const words = readWords();
  const whole = readText();
  // Spans count bytes. Where every character is one byte they fit the string as well; otherwise each is decoded alone.
  const isAscii = whole.length === textBytes();
  const effects: Array<Effect> = [];
  for (let at = 0; at < words.length; at += wordsPerEffect) {
    const [kind = 0, a = 0, b = 0, c = 0, d = 0, from = 0, length = 0] = words.subarray(
      at,
      at + wordsPerEffect,
    );
    let text = "";
    if (length > 0) {
      text = isAscii ? whole.substring(from, from + length) : readText(from, from + length);
    }
    effects.push({ kind, a, b, c, d, text });
  }
  return effects;
}
