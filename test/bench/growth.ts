// How time and memory grow with the input, to 10^9 numbers.
import { rmSync } from 'node:fs';
import { arrayFile } from './data';
import type { LineProcess } from './lineProcess';
import type { OurRequest } from './ours';
import { median, type GrowthLine } from './results';
import { ROWS } from './rows';

const NAMES = ['mse', 'bce, hard labels', 'dice'];
const COUNTS = [1e6, 1e7, 1e8, 1e9];

export async function growthLines(folder: string, threads: number, ours: LineProcess): Promise<GrowthLine[]> {
  const lines: GrowthLine[] = [];
  for (const row of ROWS.filter(({ name }) => NAMES.includes(name))) {
    for (const count of COUNTS) {
      const paths = [row.prediction, row.label].map(
        (input, i) => arrayFile(folder, input, count, 1, i + 1).path,
      );
      const [prediction = '', label = ''] = paths;
      const request: OurRequest = { what: row.request, prediction, label, gradient: false, threads };
      await ours.ask(request);
      const answers = [await ours.ask(request), await ours.ask(request), await ours.ask(request)];
      const memory = answers.flatMap((a) => a.memory ?? []);
      lines.push({
        row: row.name,
        count,
        threads,
        seconds: median(answers.map(({ seconds }) => seconds ?? NaN)),
        ...(memory.length > 0 ? { memory: Math.max(...memory) } : {}),
      });
      if (count === 1e9) paths.forEach((path) => rmSync(path, { force: true }));
    }
  }
  return lines;
}
