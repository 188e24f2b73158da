// Writes WebAssembly instructions as bytes: one function body at a time, with its locals.

export const V128 = 0x7b;
export const I32 = 0x7f;

export type ValueType = typeof V128 | typeof I32;

/** Opcodes without a prefix. */
export const enum Core {
  Block = 0x02,
  Loop = 0x03,
  If = 0x04,
  Else = 0x05,
  End = 0x0b,
  Branch = 0x0c,
  BranchIf = 0x0d,
  LocalGet = 0x20,
  LocalSet = 0x21,
  LocalTee = 0x22,
  I32Load = 0x28,
  I32Const = 0x41,
  I32Eqz = 0x45,
  I32LessUnsigned = 0x49,
  I32Add = 0x6a,
  I32Sub = 0x6b,
  I32Mul = 0x6c,
  I32Or = 0x72,
}

const SIMD_PREFIX = 0xfd;
const NO_RESULT = 0x40;

export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

export function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      bytes.push(low);
      return bytes;
    }
    bytes.push(low | 0x80);
  }
}

/** A function body in the making. Parameters are the first locals. */
export class FunctionBody {
  private bytes: number[] = [];
  private readonly preamble: number[] = [];
  private readonly localTypes: ValueType[] = [];

  constructor(private readonly parameterCount: number) {}

  /** A fresh local, 0 at the start. */
  local(type: ValueType): number {
    this.localTypes.push(type);
    return this.parameterCount + this.localTypes.length - 1;
  }

  /** Writes instructions that run before all others. */
  inPreamble(write: () => void): void {
    const main = this.bytes;
    this.bytes = this.preamble;
    write();
    this.bytes = main;
  }

  core(op: Core, operand?: number): void {
    this.bytes.push(op);
    if (operand !== undefined) this.unsigned(operand);
  }

  simd(op: number, immediate: readonly number[] = []): void {
    this.bytes.push(SIMD_PREFIX);
    this.unsigned(op);
    for (const byte of immediate) this.bytes.push(byte);
  }

  private unsigned(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.bytes.push((rest & 127) | 128);
      rest >>>= 7;
    }
    this.bytes.push(rest);
  }

  constant(value: number): void {
    this.bytes.push(Core.I32Const, ...signedLeb(value | 0));
  }

  loop(): void {
    this.bytes.push(Core.Loop, NO_RESULT);
  }

  block(): void {
    this.bytes.push(Core.Block, NO_RESULT);
  }

  if(): void {
    this.bytes.push(Core.If, NO_RESULT);
  }

  end(): void {
    this.bytes.push(Core.End);
  }

  /** Adds a number to a local. */
  advance(local: number, by: number): void {
    this.core(Core.LocalGet, local);
    this.constant(by);
    this.core(Core.I32Add);
    this.core(Core.LocalSet, local);
  }

  /** Ends the innermost loop, which goes on until the local has counted down to 0. */
  endTurn(counter: number): void {
    this.core(Core.LocalGet, counter);
    this.constant(1);
    this.core(Core.I32Sub);
    this.core(Core.LocalTee, counter);
    this.core(Core.BranchIf, 0);
    this.end();
  }

  /** The body as the code section holds it: locals in runs of one type, instructions, end. */
  finish(): number[] {
    const runs: [number, ValueType][] = [];
    for (const type of this.localTypes) {
      const last = runs.at(-1);
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    const declared = runs.flatMap(([count, type]) => [...unsignedLeb(count), type]);
    return unsignedLeb(runs.length).concat(declared, this.preamble, this.bytes, Core.End);
  }
}
