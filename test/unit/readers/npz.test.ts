// .npz archives that NumPy wrote: stored, deflated, with 64-bit sizes; and damaged or refused ones.
import { expect } from 'chai';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { constants, crc32 as nodeCrc32, deflateRawSync } from 'node:zlib';
import { readFloat64 } from '../../../src/worker/readers/convert';
import { crc32 } from '../../../src/worker/readers/crc32';
import { memoryBytes } from '../../../src/worker/readers/memoryBytes';
import { listNpz, openNpz } from '../../../src/worker/readers/npz';
import type { ByteSource } from '../../../src/worker/readers/source';
import { portableUnpacker } from '../../../src/worker/readers/unpacker';
import { nodeUnpacker } from '../../../src/worker/readers/unpacker.node';
import { openZipMember, type Member } from '../../../src/worker/readers/zipMember';
import { expectedArrays, expectValues, failureOf, fixtureBytes, npyBytes, readInPieces } from './support';

const UNPACKERS = [portableUnpacker, nodeUnpacker];

describe('npz', () => {
  const expected = Object.entries(expectedArrays()).filter(([name]) => name.includes('.npz#'));

  for (const [name, { shape, dtype, values }] of expected) {
    it(`reads ${name} as NumPy does`, () => {
      const [file = '', key] = name.split('#');
      for (const unpacker of UNPACKERS) {
        const source = openNpz(fixtureBytes(file), key, { unpacker });
        expect(source.name).to.equal(name);
        expect(source.shape).to.deep.equal(shape);
        expect(source.dtype).to.equal(dtype);
        expectValues(source, values);
      }
    });
  }

  it('lists what it holds without reading the data', () => {
    expect(listNpz(fixtureBytes('zip64.npz'), { unpacker: nodeUnpacker })).to.deep.equal([
      { key: 'probs', dtype: 'float64', shape: [3, 2] },
      { key: 'labels', dtype: 'int64', shape: [3] },
      { key: 'sub/mask', dtype: 'bool', shape: [1, 2] },
      { key: 'fortran', dtype: 'float32', shape: [3, 4] },
    ]);
  });

  it('lists an array that cannot be read with the reason', () => {
    const [good, bad] = listNpz(fixtureBytes('with-object.npz'), { unpacker: nodeUnpacker });
    expect(good).to.deep.equal({ key: 'good', dtype: 'int64', shape: [2] });
    expect(bad).to.include({ key: 'bad', dtype: '|O' });
    expect(bad?.failure?.message).to.contain('Python objects');
  });

  it('needs no key for a single array, and takes a key with .npy', () => {
    expect([
      ...readFloat64(openNpz(fixtureBytes('single.npz'), undefined, { unpacker: nodeUnpacker })),
    ]).to.deep.equal([1.5, 2.5]);
    expect([
      ...readFloat64(openNpz(fixtureBytes('single.npz'), 'only.npy', { unpacker: nodeUnpacker })),
    ]).to.deep.equal([1.5, 2.5]);
  });

  it('asks which array is meant', () => {
    const failure = failureOf(() =>
      openNpz(fixtureBytes('stored.npz'), undefined, { input: 'prediction', unpacker: nodeUnpacker }),
    );
    expect(failure).to.include({ code: 'missingKey', file: 'stored.npz', fix: 'Name one: stored.npz#probs' });
    expect(failure.message).to.contain('probs, labels, sub/mask, fortran');
    expect(failure.remedies).to.deep.equal([
      { kind: 'useKey', input: 'prediction', keys: ['probs', 'labels', 'sub/mask', 'fortran'] },
    ]);
  });

  it('lists the most similar key first', () => {
    const failure = failureOf(() => openNpz(fixtureBytes('stored.npz'), 'label', { unpacker: nodeUnpacker }));
    expect(failure.code).to.equal('missingKey');
    expect(failure.message).to.contain('no array "label"').and.contain('holds labels, ');
    expect(failure.fix).to.equal('Name one: stored.npz#labels');
  });

  it('going back in a deflated member starts over', () => {
    const source = openNpz(fixtureBytes('deflated.npz'), 'probs', { unpacker: nodeUnpacker });
    const forwards = [...readFloat64(source)];
    expect([...readFloat64(source)]).to.deep.equal(forwards);
    const last = new Uint8Array(8);
    source.read(5, last);
    source.read(1, last);
    expect(new Float64Array(last.buffer)[0]).to.equal(forwards[1]);
  });

  it('going back in a member larger than what is kept starts over', () => {
    const data = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 5);
    const zip = zipSync({ 'a.npy': npyBytes('uint8', [data.length], data) });
    for (const unpacker of UNPACKERS) {
      const source = openNpz(memoryBytes('a.npz', zip), 'a', { unpacker });
      for (const start of [2_999_000, 10, 1_500_000, 20]) {
        const into = new Uint8Array(1000);
        source.read(start, into);
        expect(into).to.deep.equal(data.subarray(start, start + 1000));
      }
    }
  });

  it('reads an archive with a comment behind its directory', () => {
    const archive = contentOf('single.npz');
    const comment = new TextEncoder().encode('made today');
    const whole = Uint8Array.of(...archive, ...comment);
    whole[archive.length - 2] = comment.length;
    expect(listNpz(memoryBytes('c.npz', whole), { unpacker: nodeUnpacker })).to.have.length(1);
  });

  it('closes the archive with the array', () => {
    let closed = 0;
    const archive: ByteSource = { ...fixtureBytes('single.npz'), close: () => closed++ };
    openNpz(archive, 'only', { unpacker: nodeUnpacker }).close();
    expect(closed).to.equal(1);
  });

  it('gives back what was packed, in pieces of any size, stored or deflated', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.constantFrom(0 as const, 6 as const),
        fc.constantFrom(...UNPACKERS),
        (data, piece, level, unpacker) => {
          const zip = zipSync({ 'a.npy': [npyBytes('uint8', [data.length], data), { level }] });
          const source = openNpz(memoryBytes('a.npz', zip), 'a', { unpacker });
          expect(readInPieces(source, piece)).to.deep.equal(data);
        },
      ),
    );
  });

  it('inflates a member far larger than what it keeps', function () {
    this.timeout(120_000);
    const size = 100_000_000;
    const content = Buffer.alloc(size);
    const member = memberOf(deflateRawSync(content), size, nodeCrc32(content));
    const before = keptBuffers();
    const into = new Uint8Array(1 << 16);
    let most = 0;
    for (let i = 0; (i + 1) * into.length < size; i++) {
      expect(member.read(i * into.length, into)).to.equal(into.length);
      if (i % 50 === 0) most = Math.max(most, keptBuffers() - before);
    }
    expect(most).to.be.below(80e6);
  });
});

/** A deflated member, alone in its archive. */
function memberOf(packed: Uint8Array, size: number, sum: number): Member {
  const entry = { name: 'zeros', method: 8, encrypted: false, packedSize: packed.length, headerStart: 0 };
  const archive = new Uint8Array(30 + packed.length);
  new DataView(archive.buffer).setUint32(0, 0x04034b50, true);
  archive.set(packed, 30);
  return openZipMember(memoryBytes('z', archive), { ...entry, size, crc32: sum }, 'z#zeros', nodeUnpacker);
}

/** Bytes in array buffers that somebody still holds: what waits to be collected does not count. */
function keptBuffers(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

function contentOf(name: string): Uint8Array {
  const bytes = new Uint8Array(fixtureBytes(name).size);
  fixtureBytes(name).read(0, bytes);
  return bytes;
}

describe('npz files that are refused', () => {
  it('a member whose checksum differs, though it can be unpacked', () => {
    for (const name of ['stored.npz', 'deflated.npz']) {
      const archive = contentOf(name);
      const directory = Buffer.from(archive).indexOf('PK\x01\x02', 0, 'latin1');
      archive[directory + 16]! ^= 1;
      for (const unpacker of UNPACKERS) {
        const read = () => readFloat64(openNpz(memoryBytes(name, archive), 'probs', { unpacker }));
        expect(failureOf(read).message, name).to.contain('its checksum does not match');
      }
    }
  });

  it('a damaged member with blocks that hold nothing behind its content, once the last byte is read', () => {
    const content = Buffer.alloc(100, 7);
    // Stored blocks of no bytes, of which the last ends the stream: more of them than are unpacked at once.
    const empty = Buffer.concat(Array.from({ length: 20_000 }, () => Buffer.from([0, 0, 0, 0xff, 0xff])));
    const begun = deflateRawSync(content, { finishFlush: constants.Z_SYNC_FLUSH });
    const packed = Buffer.concat([begun, empty, Buffer.from([1, 0, 0, 0xff, 0xff])]);
    const into = new Uint8Array(100);
    expect(memberOf(packed, 100, nodeCrc32(content)).read(0, into)).to.equal(100);
    expect([...into]).to.deep.equal([...content]);
    const damaged = memberOf(packed, 100, nodeCrc32(content) ^ 1);
    expect(failureOf(() => damaged.read(0, into)).message).to.contain('its checksum does not match');
  });

  it('bytes that were never deflated', () => {
    for (const unpacker of UNPACKERS) {
      expect(() => unpacker.start(() => undefined).push(new Uint8Array(100).fill(0xff), true)).to.throw();
    }
  });

  it('a damaged member, by its checksum or its packing', () => {
    for (const name of ['damaged-stored.npz', 'damaged-deflated.npz', 'damaged-zip64.npz']) {
      for (const unpacker of UNPACKERS) {
        const failure = failureOf(() => readFloat64(openNpz(fixtureBytes(name), 'probs', { unpacker })));
        expect(failure, name).to.include({ code: 'corrupt', file: `${name}#probs` });
        expect(failure.message, name).to.match(/checksum|unpacked|should hold/);
      }
    }
  });

  it('an archive that was cut off', () => {
    const whole = contentOf('stored.npz');
    const failure = failureOf(() =>
      openNpz(memoryBytes('cut.npz', whole.subarray(0, 700)), 'probs', { unpacker: nodeUnpacker }),
    );
    expect(failure).to.include({ code: 'corrupt', file: 'cut.npz', place: 'byte 700' });
    expect(failure.message).to.contain('directory at its end is missing');
  });

  it('a directory that is damaged', () => {
    const whole = contentOf('stored.npz');
    const directory = Buffer.from(whole).indexOf('PK\x01\x02', 0, 'latin1');
    whole[directory] = 0;
    const failure = failureOf(() =>
      openNpz(memoryBytes('d.npz', whole), 'probs', { unpacker: nodeUnpacker }),
    );
    expect(failure).to.include({ code: 'corrupt', place: `byte ${directory}` });
    whole[directory] = 0x50;
    whole[directory + 42] = 9;
    expect(
      failureOf(() => openNpz(memoryBytes('d.npz', whole), 'probs', { unpacker: nodeUnpacker })).message,
    ).to.contain('is not where');
  });

  const rows: readonly (readonly [string, string, RegExp])[] = [
    ['encrypted.npz', 'unsupported', /encrypted/],
    ['bzip2.npz', 'unsupported', /packed with bzip2/],
    ['lzma.npz', 'unsupported', /packed with LZMA/],
    ['no-arrays.npz', 'empty', /no NumPy array/],
  ];
  for (const [name, code, message] of rows) {
    it(name, () => {
      const failure = failureOf(() => openNpz(fixtureBytes(name), undefined, { unpacker: nodeUnpacker }));
      expect(failure.code).to.equal(code);
      expect(failure.message).to.match(message);
      expect(failure.fix).to.be.a('string');
    });
  }
});

describe('crc32', () => {
  it("agrees with zlib's, in one go and continued", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
        expect(crc32(crc32(0, bytes.subarray(0, cut)), bytes.subarray(cut))).to.equal(nodeCrc32(bytes));
      }),
    );
  });
});
