/** How much is logged: each level includes those before it. */
export enum Levels {
  error = 0,
  warn = 1,
  log = 2,
  debug = 3,
}
