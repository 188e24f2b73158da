// .npy files that NumPy wrote: every element type, byte order and axis order, and what is refused.
import { expect } from 'chai';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFloat64, readIntegers, readNumbers, toFloat32 } from '../../../src/worker/readers/convert';
import { memoryBytes } from '../../../src/worker/readers/memoryBytes';
import { openNpy } from '../../../src/worker/readers/npy';
import { elementCount } from '../../../src/worker/readers/shape';
import {
  ITEM_BYTES,
  type ArraySource,
  type ByteSource,
  type DType,
} from '../../../src/worker/readers/source';
import { run } from '../../../src/worker/run/run';
import {
  expectedArrays,
  expectValues,
  failureOf,
  fixtureBytes,
  FIXTURES,
  npyBytes,
  readInPieces,
} from './support';

describe('npy', () => {
  const expected = Object.entries(expectedArrays()).filter(([name]) => name.endsWith('.npy'));

  for (const [name, { shape, dtype, values }] of expected) {
    it(`reads ${name} as NumPy does`, () => {
      const source = openNpy(fixtureBytes(name));
      expect(source.shape).to.deep.equal(shape);
      expect(source.dtype).to.equal(dtype);
      expect(source.length).to.equal(values.length);
      expectValues(source, values);
    });
  }

  it('reads 64-bit integers exactly', () => {
    for (const name of ['little-i8.npy', 'big-i8.npy']) {
      const integers = readIntegers(openNpy(fixtureBytes(name)), 2, 3);
      expect([...integers]).to.deep.equal([-(2n ** 63n), 2n ** 63n - 1n, 2n ** 63n - 2n]);
    }
    const unsigned = readIntegers(openNpy(fixtureBytes('little-u8.npy')), 3, 1);
    expect(new BigUint64Array(unsigned.buffer)[0]).to.equal(2n ** 64n - 1n);
  });

  it('names the first element that is no integer', () => {
    const source = openNpy(fixtureBytes('big-f4.npy'));
    expect(failureOf(() => readIntegers(source, 1, 4))).to.include({
      code: 'notNumeric',
      place: 'element [0, 3]',
    });
  });

  it('rounds to float32 where asked', () => {
    const source = openNpy(fixtureBytes('little-f8.npy'));
    const bytes = new Uint8Array(8);
    source.read(0, bytes);
    expect(toFloat32('float64', bytes)[0]).to.equal(Math.fround(0.1));
  });

  it('says where an element stands', () => {
    expect(openNpy(fixtureBytes('version-2.npy')).place(5)).to.equal('element [2, 1]');
    expect(openNpy(fixtureBytes('scalar.npy')).place(0)).to.equal('the only element');
  });

  it('takes every byte but 0 for True, as NumPy does', () => {
    const bytes = npyBytes('bool', [3], Uint8Array.of(0, 1, 255));
    const into = new Uint8Array(3);
    openNpy(memoryBytes('b.npy', bytes)).read(0, into);
    expect([...into]).to.deep.equal([0, 1, 1]);
  });

  it('gives back what was written, in pieces of any size', () => {
    const dtypes = Object.keys(ITEM_BYTES).filter((dtype) => dtype !== 'bool') as DType[];
    fc.assert(
      fc.property(
        fc.constantFrom(...dtypes),
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (dtype, shape, piece, stream) => {
          const data = new Uint8Array(elementCount(shape) * ITEM_BYTES[dtype]);
          for (let i = 0; i < data.length; i++) data[i] = stream.next().value as number;
          const source = openNpy(memoryBytes('a.npy', npyBytes(dtype, shape, data)));
          expect(source.shape).to.deep.equal(shape);
          expect(readInPieces(source, piece)).to.deep.equal(data);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('npy in Fortran order', () => {
  it('is given in C order, in pieces of any size and from anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<DType>('uint8', 'float16', 'int32', 'int64'),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 50 }),
        fc.nat(),
        (dtype, shape, piece, anywhere) => {
          const { file, inOrder } = fortranFile(dtype, shape);
          const source = openNpy(memoryBytes('a.npy', file));
          expect(readInPieces(source, piece)).to.deep.equal(inOrder);
          const start = anywhere % source.length;
          const part = new Uint8Array(ITEM_BYTES[dtype]);
          source.read(start, part);
          expect(part).to.deep.equal(inOrder.subarray(start * part.length, (start + 1) * part.length));
        },
      ),
      { numRuns: 300 },
    );
  });

  // Each is larger than one block of 32 MB: cut along the first axis, along a later one, with long and short runs.
  const large: readonly (readonly [DType, readonly number[]])[] = [
    ['uint8', [40_000_000, 2]],
    ['uint8', [2, 40_000_000]],
    ['float32', [3000, 4000]],
    ['float64', [3, 5_000_000]],
    ['float64', [2, 3, 900_000]],
    // A run longer than what is read at once; and elements so far apart that each is read by itself.
    ['float64', [5, 5_000_000]],
    ['uint8', [20_000, 40_000_000]],
  ];
  for (const [dtype, shape] of large) {
    it(`is gathered block by block: ${dtype} [${shape.join(', ')}]`, function () {
      this.timeout(20_000);
      const length = elementCount(shape);
      const source = openNpy(formulaFile(dtype, shape));
      const values = readNumbers(source, 0, Math.min(length, 3000));
      const starts = [0, Math.floor(length / 3), Math.floor(length / 2) - 700, length - 3000];
      for (const start of starts) {
        readNumbers(source, start, 3000).forEach((value, i) => {
          const expected = valueAt(dtype, fortranIndex(shape, start + i));
          if (value !== expected) expect(value, `element ${start + i}`).to.equal(expected);
        });
      }
      expect(values[1]).to.equal(valueAt(dtype, fortranIndex(shape, 1)));
    });
  }

  describe('in a file that cannot be gone back in', function () {
    this.timeout(20_000);
    // 48 MB: one block.
    const [dtype, shape] = ['float32', [3000, 4000]] as const;
    const steps = 45;
    /** @param reads is pushed the offset of each read @param slowly so that every read is one to look for a cancel after */
    const opened = (reads: number[], slowly = false): ArraySource => {
      const file = formulaFile(dtype, shape);
      const read: ByteSource['read'] = (offset, into) => {
        reads.push(offset);
        const until = performance.now() + (slowly ? 30 : 0);
        while (performance.now() < until);
        return file.read(offset, into);
      };
      return openNpy({ ...file, forwardOnly: true, read });
    };
    const expectRight = (source: ArraySource): void =>
      readNumbers(source, 5000, 100).forEach((value, i) =>
        expect(value).to.equal(valueAt(dtype, fortranIndex(shape, 5000 + i))),
      );

    it('lets messages in while it is gathered, and is read without the file afterwards', async () => {
      const reads: number[] = [];
      const source = opened(reads);
      let pauses = 0;
      await source.prepare?.(0, async () => {
        pauses++;
      });
      expect(pauses).to.be.at.least(steps);
      const before = reads.length;
      expectRight(source);
      await source.prepare?.(5100, () => Promise.reject(new Error('there is nothing to wait for')));
      expect(reads).to.have.length(before);
    });

    it('can be read on where gathering was given up', async () => {
      const source = opened([]);
      let pauses = 0;
      const pause = (): Promise<void> =>
        ++pauses === 10 ? Promise.reject(new Error('enough')) : Promise.resolve();
      const failure = await source.prepare?.(0, pause).catch(String);
      expect(failure).to.equal('Error: enough');
      expect(pauses).to.equal(10);
      expectRight(source);
    });

    for (const kernelsFrom of [0, Infinity]) {
      it(`is cancelled after a piece of it, ${kernelsFrom === 0 ? 'by kernels' : 'number by number'}`, async () => {
        const reads: number[] = [];
        const platform = { open: () => opened(reads, true), kernelsFrom };
        const request = { compute: [{ id: 'mse' }], prediction: 'a.npy', label: 'b.npy' };
        const told: number[] = [];
        const progress = (fraction: number): void => void told.push(fraction);
        const answer = await run(request, platform, { signal: AbortSignal.abort(), progress });
        expect(answer.ok ? '' : answer.error.code).to.equal('cancelled');
        expect(told).to.have.length(1);
        expect(reads.length).to.be.below(steps / 2); // headers, and one step
      });
    }
  });
});

describe('npy files that are refused', () => {
  const rows: readonly (readonly [string, RegExp, RegExp])[] = [
    ['longdouble', /extended-precision/, /astype\(np\.float64\)/],
    ['complex', /complex numbers/, /np\.abs\(a\)/],
    ['object', /Python objects/, /np\.stack/],
    ['records', /records with the fields id, score/, /a\["id"\]/],
    ['greek', /records with the fields λ/, /a\["λ"\]/],
    ['text', /holds text \(dtype <U3\)/, /return_inverse/],
    ['bytes', /holds text \(dtype \|S3\)/, /return_inverse/],
    ['dates', /dates/, /astype\(np\.int64\)/],
    ['spans', /time spans/, /astype/],
    ['raw', /bfloat16/, /astype\(np\.float32\)/],
  ];
  for (const [name, message, fix] of rows) {
    it(`says why and what to do: ${name}`, () => {
      const failure = failureOf(() => openNpy(fixtureBytes(`refused-${name}.npy`)));
      expect(failure).to.include({ code: 'unsupported', file: `refused-${name}.npy` });
      expect(failure.message).to.match(message);
      expect(failure.fix).to.match(fix);
    });
  }

  const file = readFileSync(join(FIXTURES, 'little-f8.npy'));
  const withText = (text: string) => {
    const bytes = npyBytes('uint8', [1], Uint8Array.of(1));
    bytes.fill(0x20, 10, 127);
    bytes.set(new TextEncoder().encode(text), 10);
    return bytes;
  };

  it('a truncated file names the bytes', () => {
    const failure = failureOf(() => openNpy(memoryBytes('t.npy', file.subarray(0, 150))));
    expect(failure).to.include({ code: 'corrupt', file: 't.npy', place: 'byte 150' });
    expect(failure.message)
      .to.contain('(2, 4) of float64 takes the bytes 128 to 192')
      .and.contain('only 150');
  });

  const damaged: readonly (readonly [string, Uint8Array, string, RegExp])[] = [
    ['empty', new Uint8Array(0), 'byte 0', /ends early/],
    ['cut in the magic', file.subarray(0, 8), 'byte 8', /ends early/],
    ['cut in the header', file.subarray(0, 60), 'byte 60', /header should go to byte 128/],
    ['not an array', new TextEncoder().encode('hello, world!'), 'byte 0', /does not begin/],
    ['a header that is code', withText("{'descr': __import__('os')}"), 'byte 20', /cannot be read/],
    ['a header without a shape', withText("{'descr': '<f4', 'fortran_order': False}"), 'byte 10', /lacks/],
    [
      'a negative size',
      withText("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}"),
      'byte 10',
      /lacks/,
    ],
    [
      'a size beyond all files',
      withText("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999)}"),
      'byte 10',
      /lacks/,
    ],
    ['a deep header', withText('('.repeat(60)), 'byte 43', /too deep/],
  ];
  for (const [name, bytes, place, message] of damaged) {
    it(`a damaged file: ${name}`, () => {
      const failure = failureOf(() => openNpy(memoryBytes('d.npy', bytes)));
      expect(failure).to.include({ code: 'corrupt', file: 'd.npy', place });
      expect(failure.message).to.match(message);
    });
  }

  it('an unknown version', () => {
    const next = Uint8Array.from(file);
    next[6] = 9;
    expect(failureOf(() => openNpy(memoryBytes('v.npy', next)))).to.include({ code: 'unsupported' });
  });

  it('an unknown element type', () => {
    const bytes = withText("{'descr': '<q4', 'fortran_order': False, 'shape': (1,)}");
    expect(failureOf(() => openNpy(memoryBytes('q.npy', bytes))).message).to.contain('<q4');
  });

  it('accepts a header of Python 2', () => {
    const bytes = withText("{'descr': '|u1', 'fortran_order': False, 'shape': (1L,)}");
    expect([...readFloat64(openNpy(memoryBytes('p2.npy', bytes)))]).to.deep.equal([1]);
  });
});

/** Where the element with C-order index `index` stands in Fortran order. */
function fortranIndex(shape: readonly number[], index: number): number {
  let rest = index;
  const position = [...shape].reverse().map((size) => {
    const at = rest % size;
    rest = Math.floor(rest / size);
    return at;
  });
  return position.reverse().reduceRight((offset, at, axis) => offset * shape[axis]! + at, 0);
}

function fortranHeader(dtype: DType, shape: readonly number[]): Uint8Array {
  const header = npyBytes(dtype, [...shape.slice(0, -1), 0], new Uint8Array(0));
  const text = new TextDecoder('latin1').decode(header.subarray(10));
  const fortran = text.replace('False', 'True').replace(/, 0\)/, `, ${shape.at(-1)})`);
  header.set(new TextEncoder().encode(`${fortran.trimEnd().padEnd(header.length - 11)}\n`), 10);
  return header;
}

function fortranFile(dtype: DType, shape: readonly number[]): { file: Uint8Array; inOrder: Uint8Array } {
  const item = ITEM_BYTES[dtype];
  const length = elementCount(shape);
  const header = fortranHeader(dtype, shape);
  const file = new Uint8Array(header.length + length * item);
  file.set(header);
  const inOrder = new Uint8Array(length * item);
  for (let index = 0; index < length; index++) {
    for (let byte = 0; byte < item; byte++) {
      const value = (index * 31 + byte * 7) % 256;
      inOrder[index * item + byte] = value;
      file[header.length + fortranIndex(shape, index) * item + byte] = value;
    }
  }
  return { file, inOrder };
}

/** A file that is never stored: its element at file index i is valueAt(i). */
function formulaFile(dtype: DType, shape: readonly number[]): ByteSource {
  const header = fortranHeader(dtype, shape);
  const item = ITEM_BYTES[dtype];
  const Elements = dtype === 'uint8' ? Uint8Array : dtype === 'float32' ? Float32Array : Float64Array;
  return {
    name: 'formula.npy',
    size: header.length + elementCount(shape) * item,
    read(offset, into) {
      if (offset < header.length) {
        const part = header.subarray(offset, offset + into.length);
        into.set(part);
        return part.length;
      }
      const first = (offset - header.length) / item;
      const elements = new Elements(into.length / item);
      for (let i = 0; i < elements.length; i++) elements[i] = valueAt(dtype, first + i);
      into.set(new Uint8Array(elements.buffer));
      return into.length;
    },
    close() {},
  };
}

function valueAt(dtype: DType, index: number): number {
  return dtype === 'uint8' ? index % 251 : index % 10_000_019;
}
