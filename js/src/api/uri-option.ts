import { Grammar } from "../grammar/grammar.js";
import type { URI } from "../grammar/uri.js";

/**
 * The URI that an option gives, as such or as text.
 * @param name - Of the option, for the error.
 * @throws TypeError if the text does not parse.
 */
export function uriOption(name: string, given: string | URI | undefined, otherwise: URI): URI {
  if (!given) return otherwise;
  const uri = typeof given === "string" ? Grammar.URIParse(given) : given;
  if (!uri) throw new TypeError(`Invalid ${name} URI: ${given}`);
  return uri;
}
