// A moving picture of a call's two directions on a canvas: what is sent grows up from the middle
// line, what is received grows down.
import { kFloorDb, type Levels, toDecibels } from "./level-meter.js";

const kBarPixels = 3;
const kGapPixels = 1;

export class LevelPlot {
  private readonly context: CanvasRenderingContext2D;
  /** Newest last; as many as the canvas is wide. */
  private history: Levels[] = [];

  /** Colours come from the custom properties `--sent`, `--received` and `--line` of the canvas. */
  constructor(private readonly canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser cannot draw on a canvas.");
    this.context = context;
    new ResizeObserver(() => this.resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  push(levels: Levels): void {
    this.history.push(levels);
    if (this.history.length > this.capacity)
      this.history.splice(0, this.history.length - this.capacity);
    this.draw();
  }

  clear(): void {
    this.history = [];
    this.draw();
  }

  private get capacity(): number {
    return Math.max(1, Math.floor(this.canvas.clientWidth / (kBarPixels + kGapPixels)));
  }

  private resize(): void {
    const scale = devicePixelRatio;
    this.canvas.width = Math.round(this.canvas.clientWidth * scale);
    this.canvas.height = Math.round(this.canvas.clientHeight * scale);
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    this.draw();
  }

  private draw(): void {
    const { context } = this;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const style = getComputedStyle(this.canvas);
    const middle = height / 2;
    context.clearRect(0, 0, width, height);
    context.fillStyle = style.getPropertyValue("--line");
    context.fillRect(0, middle - 0.5, width, 1);

    const step = kBarPixels + kGapPixels;
    const start = width - this.history.length * step;
    this.history.forEach(({ sent, received }, i) => {
      const x = start + i * step;
      context.fillStyle = style.getPropertyValue("--sent");
      bar(context, x, middle - 1, -barHeight(sent, middle));
      context.fillStyle = style.getPropertyValue("--received");
      bar(context, x, middle + 1, barHeight(received, middle));
    });
  }
}

function barHeight(level: number, available: number): number {
  return (1 - toDecibels(level) / kFloorDb) * (available - 2);
}

function bar(context: CanvasRenderingContext2D, x: number, y: number, height: number): void {
  if (height !== 0) context.fillRect(x, Math.min(y, y + height), kBarPixels, Math.abs(height));
}
