// SIP.js and JsSIP throw or drop a header when they are asked to structure one that their grammar has no rule for. They are
// asked for those alone that they have, which is the least they can be charged with.

/** Whether the generated parser knows the rule; it says so by the message of what it throws. */
export function ruleTest(parse) {
  const known = new Map();
  return (rule) => {
    if (!known.has(rule)) known.set(rule, hasRule(parse, rule));
    return known.get(rule);
  };
}

function hasRule(parse, rule) {
  try {
    parse("", rule);
  } catch (error) {
    return !/rule/i.test(String(error));
  }
  return true;
}

/**
 * Structures every value for which there is a rule.
 * @returns How many were.
 */
export function structureAll(message, isRule) {
  let structured = 0;
  for (const name of Object.keys(message.headers)) {
    if (!isRule(name.replace(/-/g, "_"))) continue;
    // From the last: a value that does not parse is taken out of the list.
    for (let at = message.headers[name].length - 1; at >= 0; at--) {
      if (message.parseHeader(name, at) !== undefined) structured++;
    }
  }
  return structured;
}
