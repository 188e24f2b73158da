// Measures one row at one size: ours and each peer in turn, after a warm-up, medians.
import { arrayFile } from './data';
import type { Answer, LineProcess } from './lineProcess';
import type { OurRequest } from './ours';
import { median, relative, type Line, type Side } from './results';
import type { Row } from './rows';

export interface Processes {
  readonly ours: LineProcess;
  /** Undefined where there is no Python with NumPy. */
  readonly python: LineProcess | undefined;
  readonly tfjs: LineProcess | undefined;
}

/** TensorFlow.js adds float32 to float32 and runs out of memory beyond this. */
const TFJS_MOST = 1e7;

/** Fewer runs of what takes long: [seconds from which, runs]; one of everything where only the values matter. */
const RUNS: readonly (readonly [number, number])[] = [
  [8, 1],
  [1, 3],
  [0, 5],
];

/** Numbers of the prediction of a row at a size. */
export function countOf({ shape, columns }: Row, size: number): number {
  return shape?.reduce((a, b) => a * b, 1) ?? Math.floor(size / columns) * columns;
}

const WARM_UPS = 3;

export async function compare(
  row: Row,
  size: number,
  threads: number,
  folder: string,
  processes: Processes,
  { once }: { readonly once: boolean },
): Promise<Line[]> {
  const count = countOf(row, size);
  const [prediction, label] = ([row.prediction, row.label] as const).map(
    (input, i) =>
      arrayFile(folder, input, count, row.shape === undefined ? row.columns : 1, i + 1, row.shape).path,
  ) as [string, string];
  const mine = (what: OurRequest['what']): Promise<Answer> =>
    processes.ours.ask({ what, prediction, label, gradient: row.gradient, threads } satisfies OurRequest);
  const peers = row.peers.filter((peer) => threads === 1 || /^(torch|monai)\./.test(peer));
  const theirs = (peer: string): Promise<Answer> | undefined => {
    if (!peer.startsWith('tfjs.'))
      return processes.python?.ask({ peer, prediction, label, gradient: row.gradient, threads });
    return count > TFJS_MOST
      ? undefined
      : processes.tfjs?.ask({ peer, prediction, label, gradient: row.gradient });
  };
  const warm = await warmedUp(() => mine(row.request), once);
  if (warm.seconds === undefined) {
    const failed = warm.error ?? 'no answer';
    return peers.map((peer) => ({ row: row.name, count, threads, peer, missing: `we failed: ${failed}` }));
  }
  await mine('read');
  const lines: Line[] = [];
  for (const peer of peers) {
    const base = { row: row.name, count, threads, peer };
    const first = await warmedUp(async () => (await theirs(peer)) ?? {}, once);
    if (first.seconds === undefined) {
      lines.push({ ...base, ours: sideOf([warm]), missing: first.error ?? missing(peer, count) });
      continue;
    }
    const long = RUNS.find(([from]) => (first.seconds ?? 0) >= from);
    const runs = once ? 1 : (long?.[1] ?? 1);
    const [own, other, reading]: [Answer[], Answer[], number[]] = [[], [], []];
    for (let i = 0; i < runs; i++) {
      reading.push((await mine('read')).seconds ?? NaN);
      own.push(await mine(row.request));
      other.push((await theirs(peer)) ?? {});
    }
    lines.push({
      ...base,
      ours: sideOf(own),
      theirs: sideOf(other),
      ratio: ratioOf(own, other, 'held'),
      // The distance transform finds its mask in memory, as the peer's.
      ...(typeof row.request === 'object' && first.loading !== undefined
        ? { ratioFromFiles: ratioOf(own, other, 'loaded') }
        : {}),
      difference: relative(first.value, warm.value),
      ...(typeof first.gradient === 'number' && typeof warm.gradient === 'number'
        ? { gradientDifference: relative(first.gradient, warm.gradient) }
        : {}),
      reading: median(reading),
    });
  }
  return lines;
}

/** Their time over ours, the median of pairs: of their arrays in memory, or with the time that loading them takes. */
function ratioOf(own: readonly Answer[], other: readonly Answer[], arrays: 'held' | 'loaded'): number {
  const theirs = ({ seconds = NaN, loading = NaN }: Answer): number =>
    arrays === 'held' ? seconds : seconds + loading;
  return median(other.map((each, i) => theirs(each) / (own[i]?.seconds ?? NaN)));
}

/** Runs until nothing is made or compiled for the first time any more: three times, or for a second. Gives the last. */
async function warmedUp(run: () => Promise<Answer>, once: boolean): Promise<Answer> {
  const start = performance.now();
  let answer = await run();
  for (let i = 1; i < WARM_UPS && !once && answer.seconds !== undefined; i++) {
    if (performance.now() - start > 1000) break;
    answer = await run();
  }
  return answer;
}

function missing(peer: string, count: number): string {
  if (!peer.startsWith('tfjs.')) return 'no Python with NumPy';
  return count > TFJS_MOST ? 'too large for its memory' : 'its backend does not start';
}

function sideOf(answers: readonly Answer[]): Side {
  const memory = answers.flatMap((a) => a.memory ?? []);
  const { value, gradient } = answers[0] ?? {};
  return {
    seconds: median(answers.map(({ seconds }) => seconds ?? NaN)),
    ...(typeof value === 'number' ? { value } : {}),
    ...(typeof gradient === 'number' ? { gradient } : {}),
    ...(memory.length > 0 ? { memory: Math.max(...memory) } : {}),
  };
}
