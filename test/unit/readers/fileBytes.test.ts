// Files on disk: far offsets, and files that are missing, no files, or change while they are read.
import { expect } from 'chai';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileBytes } from '../../../src/worker/readers/fileBytes.node';
import { failureOf, inScratchFolder } from './support';

describe('fileBytes', () => {
  it('reads parts, short at the end, nothing after it', () => {
    inScratchFolder((folder) => {
      const path = join(folder, 'a.bin');
      writeFileSync(path, Uint8Array.of(1, 2, 3, 4, 5));
      const bytes = fileBytes(path, 'a.bin');
      const into = new Uint8Array(3);
      expect(bytes.size).to.equal(5);
      expect(bytes.read(1, into)).to.equal(3);
      expect([...into]).to.deep.equal([2, 3, 4]);
      expect(bytes.read(3, into)).to.equal(2);
      expect([...into]).to.deep.equal([4, 5, 4]);
      expect(bytes.read(9, into)).to.equal(0);
      bytes.close();
      bytes.close();
    });
  });

  it('reads above 4 GiB', () => {
    inScratchFolder((folder) => {
      const path = join(folder, 'large.bin');
      const far = 5 * 2 ** 30;
      const descriptor = openSync(path, 'w');
      writeSync(descriptor, Uint8Array.of(7, 8, 9), 0, 3, far);
      closeSync(descriptor);
      const bytes = fileBytes(path);
      const into = new Uint8Array(3);
      expect(bytes.size).to.equal(far + 3);
      expect(bytes.read(far, into)).to.equal(3);
      expect([...into]).to.deep.equal([7, 8, 9]);
      bytes.close();
    });
  });

  it('reads into shared memory', () => {
    inScratchFolder((folder) => {
      writeFileSync(join(folder, 's.bin'), Uint8Array.of(1, 2, 3));
      const bytes = fileBytes(join(folder, 's.bin'));
      const into = new Uint8Array(new SharedArrayBuffer(8), 4, 3);
      expect(bytes.read(0, into)).to.equal(3);
      expect([...into]).to.deep.equal([1, 2, 3]);
      bytes.close();
    });
  });

  it('notices a file that shrinks, grows or is rewritten while it is read', () => {
    inScratchFolder((folder) => {
      const path = join(folder, 'b.bin');
      const changes: readonly (readonly [() => void, string])[] = [
        [() => truncateSync(path, 4), 'had 100 bytes, now it has 4'],
        [() => appendFileSync(path, 'more'), 'had 100 bytes, now it has 104'],
        [() => utimesSync(path, 1, 1), 'it was written to'],
      ];
      for (const [change, message] of changes) {
        writeFileSync(path, new Uint8Array(100));
        const bytes = fileBytes(path, 'b.bin');
        bytes.read(0, new Uint8Array(50));
        change();
        const failure = failureOf(() => bytes.read(50, new Uint8Array(50)));
        expect(failure).to.include({ code: 'unreadable', file: 'b.bin' });
        expect(failure.message).to.contain(message);
        bytes.close();
      }
    });
  });

  it('refuses what is no file', () => {
    inScratchFolder((folder) => {
      mkdirSync(join(folder, 'runs'));
      expect(failureOf(() => fileBytes(join(folder, 'gone.npy'), 'gone.npy'))).to.include({
        code: 'notFound',
        file: 'gone.npy',
      });
      expect(failureOf(() => fileBytes(join(folder, 'runs'), 'runs')).message).to.contain('a folder');
      expect(failureOf(() => fileBytes(join(folder, 'x'.repeat(300)))).message).to.contain('too long');
      writeFileSync(join(folder, 'file'), '');
      expect(failureOf(() => fileBytes(join(folder, 'file', 'inside'))).code).to.equal('notFound');
      if (process.platform !== 'win32') {
        expect(failureOf(() => fileBytes('/dev/null')).message).to.contain('not a regular file');
      }
    });
  });
});
