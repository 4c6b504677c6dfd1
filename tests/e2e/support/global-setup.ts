// Runs once before all test files: builds the pages and starts the browser that they share.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { buildDemo } from "../../../demo/build.mjs";
import { buildAgentPages } from "./build-pages.js";
import { launchChromium } from "./chromium.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where playwright-core's `chromium.connect` finds the browser. */
    browserEndpoint: string;
    /** The built agent pages. */
    agentPages: string;
    /** The built demo page. */
    demoPage: string;
  }
}

let browser: BrowserServer | undefined;
let folder: string | undefined;

export async function setup(project: TestProject): Promise<void> {
  // A folder of its own, so that two runs at once do not take each other's pages away.
  folder = await mkdtemp(path.join(tmpdir(), "sip-wasm-e2e-"));
  const agentPages = path.join(folder, "agents");
  const demoPage = path.join(folder, "demo");
  await Promise.all([buildAgentPages(agentPages), buildDemo(demoPage)]);
  browser = await launchChromium();
  project.provide("browserEndpoint", browser.wsEndpoint());
  project.provide("agentPages", agentPages);
  project.provide("demoPage", demoPage);
}

export async function teardown(): Promise<void> {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
}
