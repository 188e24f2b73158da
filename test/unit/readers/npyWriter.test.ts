// Arrays written to disk: readable by NumPy, in any order of parts, and never there half.
import { expect } from 'chai';
import { execFileSync, spawnSync } from 'node:child_process';
import { fstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readFloat64 } from '../../../src/worker/readers/convert';
import { npyHeaderBytes } from '../../../src/worker/readers/npyHeader';
import { createNpyFile, npyFile, npyPart } from '../../../src/worker/readers/npyWriter.node';
import { partName } from '../../../src/worker/readers/parts.node';
import { createOpener } from '../../../src/worker/readers/open.node';
import { ITEM_BYTES, type DType } from '../../../src/worker/readers/source';
import { failureOf, FIXTURES, inScratchFolder } from './support';

describe('npyFile', () => {
  it('is what was written, in any order of parts', () => {
    inScratchFolder((folder) => {
      const file = npyFile(join(folder, 'g.npy'), [2, 3], 'float64');
      file.write(4, Float64Array.of(5, NaN));
      file.write(0, Float64Array.of(1, 2, 3, 4));
      expect(readdirSync(folder)).to.have.length(1).and.not.include('g.npy');
      file.close();
      expect(readdirSync(folder)).to.deep.equal(['g.npy']);
      const back = createOpener({ folder })('g.npy', 'label');
      expect(back.shape).to.deep.equal([2, 3]);
      expect([...readFloat64(back)]).to.deep.equal([1, 2, 3, 4, 5, NaN]);
    });
  });

  it('rounds to float32 where the numbers that it belongs to are float32', () => {
    inScratchFolder((folder) => {
      const file = npyFile(join(folder, 'g.npy'), [4], 'float32');
      file.write(2, Float32Array.of(0.5, -Infinity));
      file.write(0, Float64Array.of(0.1, 2));
      file.add(1, Float64Array.of(1, 0.25));
      file.close();
      const back = createOpener({ folder })('g.npy', 'label');
      expect(back.dtype).to.equal('float32');
      expect([...readFloat64(back)]).to.deep.equal([Math.fround(0.1), 3, 0.75, -Infinity]);
    });
  });

  it('leaves nothing when it is closed before it is whole, and an older file as it was', () => {
    inScratchFolder((folder) => {
      writeFileSync(join(folder, 'g.npy'), 'older');
      const file = npyFile(join(folder, 'g.npy'), [3], 'float64');
      file.write(0, Float64Array.of(1));
      file.close();
      file.close();
      expect(readdirSync(folder)).to.deep.equal(['g.npy']);
      expect(readFileSync(join(folder, 'g.npy'), 'utf8')).to.equal('older');
    });
  });

  it('takes arrays without elements and without axes', () => {
    inScratchFolder((folder) => {
      npyFile(join(folder, 'none.npy'), [0, 3], 'float64').close();
      const one = npyFile(join(folder, 'one.npy'), [], 'float64');
      one.write(0, Float64Array.of(7));
      one.close();
      const open = createOpener({ folder });
      expect(open('none.npy', 'label').shape).to.deep.equal([0, 3]);
      expect([...readFloat64(open('one.npy', 'label'))]).to.deep.equal([7]);
    });
  });

  it('says why it cannot be written', () => {
    inScratchFolder((folder) => {
      const gone = join(folder, 'gone', 'g.npy');
      expect(failureOf(() => npyFile(gone, [1], 'float64'))).to.include({ code: 'unwritable', file: gone });
      expect(failureOf(() => npyFile(gone, [1], 'float64')).message).to.contain('folder does not exist');
      const file = npyFile(join(folder, 'g.npy'), [1], 'float64');
      file.write(0, Float64Array.of(1));
      mkdirSync(join(folder, 'g.npy'));
      expect(failureOf(() => file.close()).code).to.equal('unwritable');
      expect(readdirSync(folder)).to.deep.equal(['g.npy']);
    });
  });
});

describe('parts of files', () => {
  it('go with the next writing where their process is gone, and stay where it runs or is another machine’s', () => {
    inScratchFolder((folder) => {
      const { pid } = spawnSync(process.execPath, ['--version']);
      const own = basename(partName(join(folder, 'g.npy')));
      const of = (id: number): string => own.replace(`-${process.pid}-`, `-${id}-`);
      const gone = of(pid);
      const elsewhere = gone.replace(/\.[0-9a-f]{8}-/, '.--------');
      for (const name of [own, gone, elsewhere, `x${gone}`]) writeFileSync(join(folder, name), '');
      npyFile(join(folder, 'g.npy'), [0], 'float64').close();
      expect(readdirSync(folder)).to.have.members(['g.npy', own, elsewhere, `x${gone}`]);
    });
  });
});

describe('a file that could not be written to', () => {
  /** The system refuses it, as it does when the disk is full. */
  const REFUSED = { length: 8 } as unknown as Uint8Array;

  it('stays open until it is closed: other threads still write to it', () => {
    inScratchFolder((folder) => {
      const path = join(folder, 'g.npy');
      writeFileSync(path, 'older');
      const file = createNpyFile(path, 'float64', [2]);
      const { descriptor, dataStart } = file;
      expect(failureOf(() => file.write(0, REFUSED)).code).to.equal('unwritable');
      const part = npyPart({ descriptor, path, dataStart, dtype: 'float64' });
      part.write(0, Float64Array.of(1, 2));
      file.wrote(part.bytes);
      expect(fstatSync(descriptor).size).to.equal(dataStart + 16);
      file.close();
      expect(() => fstatSync(descriptor)).to.throw('EBADF');
      expect(readdirSync(folder)).to.deep.equal(['g.npy']);
      expect(readFileSync(path, 'utf8')).to.equal('older');
    });
  });

  it('leaves nothing when it is abandoned', () => {
    inScratchFolder((folder) => {
      const file = createNpyFile(join(folder, 'g.npy'), 'float64', [1]);
      failureOf(() => file.write(0, REFUSED));
      file.abandon();
      file.close();
      expect(() => fstatSync(file.descriptor)).to.throw('EBADF');
      expect(readdirSync(folder)).to.deep.equal([]);
    });
  });
});

describe('npyHeaderBytes', () => {
  it('is what NumPy writes, to the byte', () => {
    for (const name of [
      'little-f4.npy',
      'little-i8.npy',
      'little-u1.npy',
      'bool.npy',
      'scalar.npy',
      'empty.npy',
      'one-axis.npy',
    ]) {
      const file = readFileSync(join(FIXTURES, name));
      const { dtype, shape } = createOpener({ folder: FIXTURES })(name, 'label');
      const header = npyHeaderBytes(dtype, shape);
      expect(Buffer.from(header).equals(file.subarray(0, header.length)), name).to.equal(true);
    }
  });

  it('is read by NumPy for every type, where it is installed', function () {
    const python = ['/usr/bin/python3', 'python3', 'python'].find(hasNumPy);
    if (python === undefined) this.skip();
    this.timeout(20_000);
    inScratchFolder((folder) => {
      for (const dtype of Object.keys(ITEM_BYTES) as DType[]) {
        const file = createNpyFile(join(folder, `${dtype}.npy`), dtype, [2, 1]);
        file.write(0, new Uint8Array(2 * ITEM_BYTES[dtype]).fill(1));
        file.close();
      }
      const script =
        'import sys, glob, numpy as np\nfor f in sorted(glob.glob(sys.argv[1] + "/*.npy")): a = np.load(f); print(a.dtype, a.shape)';
      const printed = execFileSync(python, ['-c', script, folder], { encoding: 'utf8' }).trim().split('\n');
      expect(printed).to.deep.equal(
        Object.keys(ITEM_BYTES)
          .sort()
          .map((dtype) => `${dtype} (2, 1)`),
      );
    });
  });
});

function hasNumPy(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
