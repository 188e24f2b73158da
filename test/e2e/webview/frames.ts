// Measures how a view follows a slider: one step a frame, as a hand that drags it does.
import type { Page } from 'playwright-core';

export interface Times {
  /** The tenth percentile: what it takes when nothing else wants the processor. */
  readonly undisturbed: number;
  readonly median: number;
  readonly p95: number;
}

export interface FrameTimes {
  /** Milliseconds that the view's script takes for a step. */
  readonly work: Times;
  /** Milliseconds from frame to frame, which a busy machine stretches. */
  readonly frames: Times;
  /** Share of the steps after which the watched path had changed one frame later. */
  readonly changed: number;
}

const STEPS = 150;

/** @param slider @param watched selectors: what is dragged, and the path or text that must follow (the last that fits) */
export async function frameTimes(
  page: Pick<Page, 'evaluate'>,
  slider: string,
  watched: string,
): Promise<FrameTimes> {
  const { work, frames, changed } = await page.evaluate<{
    work: number[];
    frames: number[];
    changed: number;
  }>(
    `(async () => {
      const slider = document.querySelector(${JSON.stringify(slider)});
      const shape = () => {
        const last = [...document.querySelectorAll(${JSON.stringify(watched)})].at(-1);
        return last.getAttribute('d') ?? last.textContent;
      };
      const work = [];
      const frames = [];
      let changed = 0;
      let last = performance.now();
      for (let i = 0; i < ${STEPS}; i++) {
        const before = shape();
        // Callbacks of a frame run in order: ours, the view's, ours again.
        const start = new Promise((done) => requestAnimationFrame(() => done(performance.now())));
        slider.value = String(450 + 2 * (i % 2 === 0 ? i : -i));
        const dispatched = performance.now();
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        const handled = performance.now() - dispatched;
        const end = new Promise((done) => requestAnimationFrame(() => done(performance.now())));
        const [from, to] = await Promise.all([start, end]);
        if (shape() !== before) changed++;
        work.push(handled + to - from);
        frames.push(to - last);
        last = to;
      }
      return { work, frames, changed: changed / ${STEPS} };
    })()`,
  );
  return { work: timesOf(work), frames: timesOf(frames), changed };
}

function timesOf(all: readonly number[]): Times {
  const sorted = all.slice(10).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return { undisturbed: at(0.1), median: at(0.5), p95: at(0.95) };
}
