// Numbers that nobody wrote are not told as wrong numbers: where an archive is damaged, that is what is said.
import { expect } from 'chai';
import { zipSync } from 'fflate';
import { memoryBytes } from '../../../src/worker/readers/memoryBytes';
import { openNpz } from '../../../src/worker/readers/npz';
import { nodeUnpacker } from '../../../src/worker/readers/unpacker.node';
import { run } from '../../../src/worker/run/run';
import { npyBytes } from '../readers/support';

/** More numbers than are unpacked at once; the first is no probability. */
const COUNT = 200_000;

async function refusal(level: 0 | 9, damaged: boolean): Promise<string> {
  const numbers = Float32Array.from({ length: COUNT }, (_, i) => (i === 0 ? -0.25 : (i * 0.618) % 1));
  const bytes = zipSync(
    { 'probs.npy': npyBytes('float32', [COUNT], new Uint8Array(numbers.buffer)) },
    { level },
  );
  if (damaged) {
    const directory = Buffer.from(bytes).lastIndexOf('PK\x01\x02', undefined, 'latin1');
    bytes[directory + 16]! ^= 1;
  }
  const platform = {
    open: () => openNpz(memoryBytes('p.npz', bytes), 'probs', { unpacker: nodeUnpacker }),
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const request = { compute: [{ id: 'bce' }], prediction: 'p.npz#probs', label: 'p.npz#probs' };
  const answer = await run(request, platform, context);
  return answer.ok ? 'no refusal' : `${answer.error.code}: ${answer.error.message}`;
}

describe('a number out of its range in an archive', () => {
  for (const [how, level] of [
    ['stored', 0],
    ['deflated', 9],
  ] as const) {
    it(`is told where the ${how} member is whole, and the damage where it is not`, async () => {
      expect(await refusal(level, false)).to.match(/^range: .*-0\.25|^range: .*−0\.25/);
      expect(await refusal(level, true)).to.match(/^corrupt: .*checksum/);
    });
  }
});
