// The effects of one input, copied out of the core's memory so that the inputs they cause can have theirs.
// cpp/sip/core/effect.hpp says what each means.
import type { EffectKind } from "../generated/enums.js";
import { wordsPerEffect } from "../generated/layout.js";
import { readText, shownWords, textBytes } from "./exchange.js";

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
  const { array, from: first, to } = shownWords();
  const whole = readText();
  // Spans count bytes. Where every character is one byte they fit the string as well; otherwise each is decoded alone.
  const isAscii = whole.length === textBytes();
  const effects: Array<Effect> = [];
  for (let at = first; at < to; at += wordsPerEffect) {
    const word = (place: number): number => array[at + place] as number;
    const from = word(5);
    const length = word(6);
    let text = "";
    if (length > 0) {
      text = isAscii ? whole.substring(from, from + length) : readText(from, from + length);
    }
    effects.push({ kind: word(0), a: word(1), b: word(2), c: word(3), d: word(4), text });
  }
  return effects;
}
