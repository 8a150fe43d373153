const WIDTH = 30;
const EVERY = 0.1;

export type Bar = { show(share: number, text: string): void; end(): void };

type Screen = { isTTY?: boolean; columns?: number; write(text: string): unknown };

/** How far it is: one line that is written over on a terminal, else a line of its own every tenth of the way. */
export function createBar(screen: Screen = process.stdout): Bar {
  let told = -1;
  const percent = (share: number) => `${String(Math.floor(share * 100)).padStart(3)} %`;
  return {
    show(share, text) {
      if (screen.isTTY) {
        const full = Math.round(share * WIDTH);
        const line = `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${percent(share)}  ${text}`;
        screen.write(`\r\u001b[K${line.slice(0, (screen.columns ?? 120) - 1)}`);
        return;
      }
      const step = Math.floor(share / EVERY + 1e-9);
      if (step > told) screen.write(`${percent(share)}  ${text}\n`);
      told = Math.max(told, step);
    },
    end() {
      if (screen.isTTY) screen.write('\n');
    },
  };
}
