// What the golden rows must hold of every entry: random inputs, its gradient, and each of its presets by name.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { ComputeRequest } from '../../../src/protocol/compute';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly request: ComputeRequest;
  readonly gradient?: unknown;
}

const FOLDER = join(process.cwd(), 'test/golden');
const ROWS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap(
    (name) => (JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { rows?: readonly Row[] }).rows ?? [],
  );
const rowsOf = (id: string): readonly Row[] => ROWS.filter((row) => row.id === id);

/** Its inputs are files of their own, and no numbers drawn at random. */
const OF_FILES = 'coco_map';

describe('golden rows', () => {
  it('hold three inputs of every entry', () => {
    const few = CATALOGUE.filter(({ id }) => {
      const random = rowsOf(id).filter(({ name }) => name.includes('random') || id === OF_FILES);
      return (
        new Set(random.map(({ request }) => JSON.stringify(request.prediction ?? request.inputs))).size < 3
      );
    });
    expect(few.map(({ id }) => id)).to.deep.equal([]);
  });

  it('hold the gradient of every entry that has one', () => {
    const without = CATALOGUE.filter(({ id, noGradient }) => {
      const compared = rowsOf(id).some(({ gradient }) => gradient !== undefined && gradient !== null);
      return noGradient === undefined && !compared;
    });
    expect(without.map(({ id }) => id)).to.deep.equal([]);
  });

  it('hold every preset', () => {
    const without = CATALOGUE.flatMap(({ id, presets }) => {
      const held = new Set(rowsOf(id).map(({ request }) => request.compute[0]?.preset));
      return presets.filter(({ name }) => !held.has(name)).map(({ name }) => `${id} ${name}`);
    });
    expect(without).to.deep.equal([]);
  });
});
