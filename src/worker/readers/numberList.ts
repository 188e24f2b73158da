// Numbers that arrive one by one from a text, of any count, with what they are: booleans, integers or reals.
import type { ArrayBytes } from './memoryArray';
import type { DType } from './source';

export interface GatheredNumbers {
  /** `bool` when all are True or False; `int64` when all are integers and one is beyond 2^53; else `float64`. */
  readonly dtype: DType;
  readonly data: ArrayBytes;
  /** All are whole numbers that were written as such: `2`, not `2.0`. */
  readonly integers: boolean;
}

const INT64_LIMIT = 2n ** 63n;

/** A growing list of float64 that remembers how its numbers were written. */
export class NumberList {
  length = 0;
  private values = new Float64Array(64);
  private allBooleans = true;
  private allIntegers = true;
  /** Integers that a double cannot hold, by their index. */
  private readonly exact = new Map<number, bigint>();

  addReal(value: number): void {
    this.allBooleans = this.allIntegers = false;
    this.append(value);
  }

  addBoolean(value: boolean): void {
    this.append(value ? 1 : 0);
  }

  /** A whole number that a double holds, or digits with an optional sign. */
  addInteger(integer: number | string): void {
    const value = Number(integer);
    this.allBooleans = false;
    if (!Number.isSafeInteger(value)) this.addLargeInteger(BigInt(String(integer).replace(/^\+/, '')));
    this.append(value);
  }

  private addLargeInteger(value: bigint): void {
    if (value >= INT64_LIMIT || value < -INT64_LIMIT) this.allIntegers = false;
    else this.exact.set(this.length, value);
  }

  /** Changes the elements from index `from` on as a conversion to that kind does. */
  convert(from: number, kind: 'bool' | 'integer' | 'real'): void {
    const part = this.values.subarray(from, this.length);
    if (kind === 'bool') part.forEach((value, index) => (part[index] = value === 0 ? 0 : 1));
    if (kind === 'integer') part.forEach((value, index) => (part[index] = Math.trunc(value)));
    if (from > 0) return;
    this.allBooleans = kind === 'bool';
    this.allIntegers = kind !== 'real';
    if (kind === 'integer') this.allIntegers = part.every((value) => Number.isInteger(value));
  }

  finish(): GatheredNumbers {
    const data = this.values.slice(0, this.length);
    if (this.length === 0) return { dtype: 'float64', data, integers: false };
    if (this.allBooleans) return { dtype: 'bool', data: Uint8Array.from(data), integers: true };
    if (!this.allIntegers || this.exact.size === 0)
      return { dtype: 'float64', data, integers: this.allIntegers };
    const exact = BigInt64Array.from(data, (value, index) => this.exact.get(index) ?? BigInt(value));
    return { dtype: 'int64', data: exact, integers: true };
  }

  private append(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}
