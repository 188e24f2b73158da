// The benchmark's table, as text for the terminal and Markdown for docs/benchmarks.md.
import type { ShellRow } from './shell';

export interface Line {
  readonly row: string;
  readonly count: number;
  readonly peer: string;
  /** Seconds, medians. */
  readonly ours?: number;
  readonly theirs?: number;
  /** Their time over ours, the median of pairs. */
  readonly ratio?: number;
  /** Relative difference of the two values. */
  readonly difference?: number;
  readonly missing?: string;
}

const ms = (seconds: number | undefined): string =>
  seconds === undefined ? '–' : (seconds * 1000).toPrecision(3);
const power = (count: number): string => count.toExponential(0).replace('e+', '·10^').replace('1·', '');

function line(l: Line): string {
  const result =
    l.missing ?? `${ms(l.ours)} ms, theirs ${ms(l.theirs)} ms, ratio ${l.ratio?.toFixed(1) ?? '–'}`;
  return `${l.row} (${power(l.count)}, ${l.peer}): ${result}`;
}

function whole(
  lines: readonly Line[],
  shell: readonly ShellRow[],
  elements: number,
  machine: Readonly<Record<string, string | boolean>>,
): string {
  const facts = Object.entries(machine).map(([name, value]) => `${name} ${String(value)}`);
  const table = lines.map((l) => {
    const cells = [
      l.row,
      power(l.count),
      l.peer,
      ms(l.ours),
      ms(l.theirs),
      l.missing ?? l.ratio?.toFixed(1) ?? '–',
      l.difference === undefined ? '–' : l.difference.toExponential(0),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const [ours] = shell;
  const cold = shell.map(
    (s) =>
      `| ${s.name} | ${ms(s.seconds)} | ${ours === undefined ? '–' : (s.seconds / ours.seconds).toFixed(1)} | ${s.value} |`,
  );
  return [
    '# Benchmarks',
    '',
    'Made by `npm run bench` (`npm run bench -- --large` adds 10^8). Ours and the peer run in turn in one run, after a warm-up; times are medians in',
    'milliseconds, the ratio is the median over pairs of their time over ours: above 1 we are faster. One thread on',
    'both sides, data in memory. The difference is that of the two values, relative; float32 libraries add up in float32.',
    '',
    facts.join(' · '),
    '',
    '| row | numbers | against | ours, ms | theirs, ms | ratio | difference |',
    '|---|---|---|--:|--:|--:|--:|',
    ...table,
    '',
    `## From a cold shell: binary cross entropy of two .npy files of ${power(elements)} float32`,
    '',
    'Process start included.',
    '',
    '| | ms | over ours | value |',
    '|---|--:|--:|--:|',
    ...cold,
    '',
  ].join('\n');
}

export const report = { line, whole };
