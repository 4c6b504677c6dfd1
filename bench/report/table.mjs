// Tables of Markdown, and numbers as people read them.

/** The first row is the head; the first column is text, the others are numbers. */
export function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, at) => (at === 0 ? "---" : "--:"))),
    ...rows.map(line),
  ].join("\n");
}

/** Three figures: "1,650", "168", "2.93", "0.961". */
export function number(value) {
  if (value === undefined || Number.isNaN(value)) return "";
  if (value >= 1000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

/** How many times as long, as "640 ×". */
export function times(value) {
  if (value === undefined || Number.isNaN(value)) return "";
  return `${value >= 10 ? Math.round(value).toLocaleString("en-US") : Number(value.toPrecision(2))} ×`;
}
