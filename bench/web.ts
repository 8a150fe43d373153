import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { receiveByKeys } from '../tests/support/by-keys';
import { openBrowser, passwordsIn, signIn } from '../tests/support/chromium';
import { freePort } from '../tests/support/postgres';
import { Program } from '../tests/support/program';

/** A counter's computer is slower than the machine that measures. */
const SLOWER = 4;
const ROUNDS = 5;

type Figures = { firstContentMs: number; readyMs: number; layoutShift: number; scriptKb: number };
type Receiving = { receiveMs: number; interactions: number };

/**
 * How soon the counter's first page is there, from an empty cache and a slow processor, in a real browser; beside it the
 * floor, a page of the same server without any script, the same way. Then how long it takes to receive a dossier by the keys.
 */
async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-bench-web-'));
  const ports = { PORT: String(await freePort()), MOTCUA_TEMPORAL_PORT: String(await freePort()) };
  const program = new Program({ MOTCUA_HOME: home, ...ports });
  await program.start();
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
    const page = await context.newPage();
    await signIn(page, program.url, 'cong-chuc.mot-cua', passwordsIn(program.said));
    const rounds: Figures[] = [];
    const floors: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await measureFloor(context, program.url));
      rounds.push(await measure(context, program.url));
    }
    const receiving = await receive(page);
    const figures = {
      firstContentMs: median(rounds.map((each) => each.firstContentMs)),
      readyMs: median(rounds.map((each) => each.readyMs)),
      layoutShift: Math.max(...rounds.map((each) => each.layoutShift)),
      scriptKb: Math.max(...rounds.map((each) => each.scriptKb)),
      ...receiving,
    };
    report(figures, median(floors));
  } finally {
    await browser.close();
    await program.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  }
}

async function measure(context: BrowserContext, url: string): Promise<Figures> {
  const { page, devtools } = await slowPage(context);
  const scripts = countScripts(devtools);
  await page.addInitScript(`globalThis.shift = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`);
  const began = performance.now();
  await page.goto(`${url}/cong-viec`, { waitUntil: 'commit' });
  // Ready: what is clicked answers, with the list read and shown.
  await page.getByText('Không có việc nào đang chờ').waitFor();
  const readyMs = await idleSince(began, page);
  const figures = await figuresOf(page);
  await page.close();
  return { ...figures, readyMs, scriptKb: Math.round(scripts() / 1000) };
}

async function measureFloor(context: BrowserContext, url: string): Promise<number> {
  const { page } = await slowPage(context);
  const began = performance.now();
  await page.goto(`${url}/tra-cuu`, { waitUntil: 'commit' });
  await page.getByRole('button').first().waitFor();
  const ms = await idleSince(began, page);
  await page.close();
  return ms;
}

async function idleSince(began: number, page: Page): Promise<number> {
  await page.evaluate('new Promise((done) => requestIdleCallback(done))');
  return Math.round(performance.now() - began);
}

async function slowPage(context: BrowserContext): Promise<{ page: Page; devtools: CDPSession }> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return { page, devtools };
}

/** On a processor as slow as the others; what is typed is typed at once, so all of it is the application's time. */
async function receive(page: Page): Promise<Receiving> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const began = performance.now();
  const { interactions } = await receiveByKeys(page);
  return { receiveMs: Math.round(performance.now() - began), interactions };
}

/** Bytes of scripts as they came over the wire. */
function countScripts(devtools: CDPSession): () => number {
  const wanted = new Set<string>();
  let bytes = 0;
  devtools.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && wanted.add(requestId)));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (wanted.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

function figuresOf(page: Page): Promise<Pick<Figures, 'firstContentMs' | 'layoutShift'>> {
  return page.evaluate(`({
    firstContentMs: Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime),
    layoutShift: Math.round(globalThis.shift * 1000) / 1000,
  })`);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const LIMITS: Figures & Receiving = {
  firstContentMs: 1500,
  readyMs: 2500,
  layoutShift: 0.05,
  scriptKb: 250,
  receiveMs: 30_000,
  interactions: 12,
};

function report(figures: Figures & Receiving, floorMs: number): void {
  const ratio = Math.round((figures.readyMs / floorMs) * 100) / 100;
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ ...figures, floorMs, ready_ratio: ratio, limits: LIMITS, slower: SLOWER }));
    return;
  }
  for (const [name, value] of Object.entries(figures))
    console.log(`${name.padEnd(16)} ${String(value).padStart(7)}   (≤ ${LIMITS[name as keyof typeof LIMITS]})`);
  console.log(`ready is ${ratio} of the floor's ${floorMs} ms`);
}

void main();
