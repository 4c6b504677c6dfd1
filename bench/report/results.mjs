// Finds its way in what measure() found.

export const environmentTitles = {
  native: "native, -O2",
  wasm: "wasm",
  node: "Node",
  chromium: "Chromium",
};

export const environmentsIn = ({ rows }) => [
  ...new Set(rows.map(({ environment }) => environment)),
];

/** The median of a job, or undefined where it was not measured. */
export function medianOf({ rows }, environment, name, job) {
  return rows.find((row) => row.environment === environment && row.name === name && row.job === job)
    ?.median;
}

/** The libraries measured in an environment, ours first. */
export function librariesIn({ rows }, environment) {
  const found = new Map();
  for (const row of rows) {
    if (row.environment === environment) found.set(row.name, row.version);
  }
  return [...found].map(([name, version]) => ({ name, version }));
}
