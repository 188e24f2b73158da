// The benchmark's tables, as Markdown for docs/benchmarks.md, and a line a comparison for the terminal.
import type { AccuracyLine, GrowthLine, Line, Results, ShellLine } from './results';
import { ROWS } from './rows';

/** At least two digits, and no exponent: 99.6 is 100. */
const twoDigits = (value: number): string => (value >= 99.5 ? value.toFixed(0) : value.toPrecision(2));
const ms = (seconds: number | undefined): string => {
  if (seconds === undefined || Number.isNaN(seconds)) return '–';
  return twoDigits(seconds * 1000);
};
const mb = (memory: number | undefined): string => (memory === undefined ? '–' : memory.toFixed(0));
const times = (ratio: number | undefined): string => {
  if (ratio === undefined || Number.isNaN(ratio)) return '–';
  return twoDigits(ratio);
};
const difference = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : value === 0 ? '0' : value.toExponential(0);

export function countText(count: number): string {
  const exponent = Math.log10(count);
  return Number.isInteger(exponent) ? `10^${exponent}` : count.toLocaleString('en');
}

export function terminalLine(l: Line): string {
  const result =
    l.missing ??
    `${ms(l.ours?.seconds)} ms, theirs ${ms(l.theirs?.seconds)} ms, ratio ${times(l.ratio)}, difference ${difference(l.difference)}`;
  return `${l.row} (${countText(l.count)}, ${l.peer}, ${threadsText(l.threads)}): ${result}`;
}

function threadsText(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`;
}

function table(header: readonly string[], right: number, rows: readonly (readonly string[])[]): string[] {
  const cells = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const rule = header.map((_, i) => (i < right ? '---' : '--:'));
  return [cells(header), cells(rule), ...rows.map(cells), ''];
}

function comparison(l: Line): string[] {
  const [library = '', name = ''] = l.peer.split('.');
  if (l.missing !== undefined) {
    return [
      l.row,
      countText(l.count),
      `${LIBRARIES[library] ?? library} ${name}`,
      '–',
      '–',
      l.missing,
      '–',
      '–',
      '–',
      '–',
    ];
  }
  const overReading = (l.ours?.seconds ?? NaN) / (l.reading ?? NaN);
  return [
    l.row,
    countText(l.count),
    `${LIBRARIES[library] ?? library} ${name}`,
    ms(l.ours?.seconds),
    ms(l.theirs?.seconds),
    `**${times(l.ratio)}**`,
    times(l.ratioFromFiles),
    times(overReading),
    `${mb(l.ours?.memory)} / ${mb(l.theirs?.memory)}`,
    difference(Math.max(l.difference ?? 0, l.gradientDifference ?? 0)),
  ];
}

const LIBRARIES: Readonly<Record<string, string>> = {
  torch: 'PyTorch',
  numpy: 'NumPy',
  sklearn: 'scikit-learn',
  scipy: 'SciPy',
  monai: 'MONAI',
  pot: 'POT',
  tfjs: 'TensorFlow.js',
};

const HEADER = [
  'row',
  'numbers',
  'against',
  'ours, ms',
  'theirs, ms',
  'ratio',
  'both from files',
  'over reading',
  'MB, ours / theirs',
  'difference',
];

/** In the order of the rows, then by size. */
function ordered(lines: readonly Line[]): Line[] {
  const place = new Map(ROWS.map(({ name }, i) => [name, i]));
  const of = (l: Line): number => place.get(l.row) ?? Infinity;
  return lines.filter((l) => place.has(l.row)).sort((a, b) => of(a) - of(b) || a.count - b.count);
}

function comparisons({ lines }: Results): string[] {
  const counts = [...new Set(lines.map(({ threads }) => threads))].sort((a, b) => a - b);
  return counts.flatMap((threads) => [
    `## ${threads === 1 ? 'One thread on both sides' : `${threads} threads on both sides`}`,
    '',
    ...table(HEADER, 3, ordered(lines.filter((l) => l.threads === threads)).map(comparison)),
  ]);
}

function shell(lines: readonly ShellLine[]): string[] {
  const tasks = [...new Set(lines.map(({ task }) => task))];
  return tasks.flatMap((task) => {
    const of = lines.filter((l) => l.task === task);
    const ours = of.filter(({ who }) => who.startsWith('lossary'));
    const rows = of.map((l) => [
      l.who,
      l.missing ?? ms(l.seconds),
      ...ours.map((o) => times((l.seconds ?? NaN) / (o.seconds ?? NaN))),
      mb(l.memory),
      l.value === undefined ? '–' : String(l.value),
    ]);
    const over = ours.map(({ who }) => `over ${who}`);
    return [`### ${task}`, '', ...table(['', 'ms', ...over, 'MB', 'value'], 1, rows)];
  });
}

function growth(lines: readonly GrowthLine[]): string[] {
  const sorted = [...lines].sort(
    (a, b) => a.row.localeCompare(b.row) || a.threads - b.threads || a.count - b.count,
  );
  const rows = sorted.map((l) => [
    l.row,
    threadsText(l.threads),
    countText(l.count),
    ms(l.seconds),
    ((l.seconds / l.count) * 1e9).toFixed(2),
    mb(l.memory),
  ]);
  return table(['row', 'threads', 'numbers', 'ms', 'ns a number', 'MB'], 2, rows);
}

function accuracy(lines: readonly AccuracyLine[]): string[] {
  const sorted = [...lines].sort((a, b) => a.id.localeCompare(b.id) || a.dtype.localeCompare(b.dtype));
  const rows = sorted.map((l) => [
    l.id,
    l.dtype,
    l.fused ? 'yes' : 'no',
    countText(l.count),
    l.error === 0 ? '0' : l.error.toExponential(1),
  ]);
  return table(['id', 'input', 'fused', 'numbers', 'error'], 3, rows);
}

/** The whole document; `notes` is what a person wrote about the rows that miss. */
export function document(results: Results, notes: string): string {
  const facts = Object.entries(results.machine).map(([name, value]) => `${name} ${value}`);
  return [
    '# Benchmarks',
    '',
    'Made by `npm run bench`, which measures everything in one go (an hour); or piece by piece, each run keeping what',
    'the others found in `docs/benchmarks.json`:',
    '',
    '```',
    'npm run bench -- --only=mse --sizes=1e5,1e7,1e8 --threads=1,2    rows whose names begin so',
    'npm run bench -- --shell                                         the cold shell',
    'npm run bench -- --growth                                        growth to 10^9 numbers',
    'npm run bench -- --accuracy                                      against an extended-precision reference',
    'npm run bench -- --render                                        the document again, nothing measured',
    '```',
    '',
    'Ours and the peer run in turn, after a warm-up; times are medians in milliseconds, the ratio is the median over',
    'pairs of their time over ours: above 1 we are faster. The peer holds its arrays in memory; ours reads the .npy',
    'files from the page cache within the measured time. "Both from files" is the ratio where theirs loads them too',
    '(`np.load`), as a script does; "over reading" is our time over that of merely reading them. A gradient goes into',
    'memory on both sides (with several threads ours goes into a file). Memory is the most that the process held. The',
    'difference is that of the values and of Σ|gradient|, relative: float32 libraries add up in float32, we in float64.',
    '',
    facts.join(' · '),
    '',
    ...comparisons(results),
    '## From a cold shell',
    '',
    'Process start included, files in the page cache.',
    '',
    ...shell(results.shell),
    '## Growth',
    '',
    ...growth(results.growth),
    '## Accuracy',
    '',
    'The error of the value relative to Σ|term|, against an evaluation in double-double arithmetic; the bounds are 1e-6',
    'for float32 input and 1e-12 for float64. Losses that need a whole image beforehand are measured on a million numbers.',
    '',
    ...accuracy(results.accuracy),
    notes.trim(),
    '',
  ].join('\n');
}
