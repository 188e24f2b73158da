// What the reader tests share: the fixtures that NumPy wrote, a scratch folder, and a look at a thrown failure.
import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LossaryError, type Failure } from '../../../src/protocol/errors';
import { readFloat64 } from '../../../src/worker/readers/convert';
import { memoryBytes } from '../../../src/worker/readers/memoryBytes';
import { npyHeaderBytes } from '../../../src/worker/readers/npyHeader';
import {
  ITEM_BYTES,
  type ArraySource,
  type ByteSource,
  type DType,
} from '../../../src/worker/readers/source';

export const FIXTURES = 'test/unit/readers/fixtures';

export interface Expected {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly (number | string | boolean)[];
}

/** What NumPy reads from each fixture. */
export function expectedArrays(): Readonly<Record<string, Expected>> {
  return JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8')) as Record<string, Expected>;
}

export function fixtureBytes(name: string): ByteSource {
  return memoryBytes(name, readFileSync(join(FIXTURES, name)));
}

export function textBytes(name: string, text: string): ByteSource {
  return memoryBytes(name, new TextEncoder().encode(text));
}

/** The failure that `act` throws; fails the test when it throws none. */
export function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    if (error instanceof LossaryError) return error.failure;
    throw error;
  }
  throw new Error('Expected a LossaryError, but nothing was thrown.');
}

/** Compares bit for bit: NaN equals NaN, and 0 differs from −0. */
export function expectValues(source: ArraySource, values: Expected['values']): void {
  expect([...readFloat64(source)]).to.deep.equal(values.map(Number));
}

/** A minimal .npy file in C order. */
export function npyBytes(dtype: DType, shape: readonly number[], data: Uint8Array): Uint8Array {
  const header = npyHeaderBytes(dtype, shape);
  expect(data.length).to.equal(shape.reduce((a, b) => a * b, 1) * ITEM_BYTES[dtype]);
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}

/** Runs `act` with a folder that is gone afterwards. */
export function inScratchFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'lossary-readers-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads everything in pieces of `count` elements and joins them: what one read would give. */
export function readInPieces(source: ArraySource, count: number): Uint8Array {
  const item = ITEM_BYTES[source.dtype];
  const all = new Uint8Array(source.length * item);
  for (let start = 0; start < source.length; start += count) {
    source.read(start, all.subarray(start * item, Math.min(source.length, start + count) * item));
  }
  return all;
}
