/** The methods that a peer may send to a user agent of this library (Allow, RFC 3261 §20.5). */
export const AllowedMethods = [
  "ACK",
  "CANCEL",
  "INVITE",
  "MESSAGE",
  "BYE",
  "OPTIONS",
  "INFO",
  "NOTIFY",
  "REFER",
];
