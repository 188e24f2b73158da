// A graph of SIMD instructions: what a kernel computes for one vector of elements. Nodes are hash-consed, so two
// functions that reduce the same argument share the work; what does not vary from vector to vector is known and
// leaves the loop (a `v128.const` inside it costs 1.4 to 3 times).
import { I32, V128, type ValueType } from './assembler';

/** What a node varies with: nothing, a call of the kernel, or every turn of the loop. */
export const enum Varies {
  Never,
  Call,
  Turn,
}

/** Shifts take their count as an i32 on the stack: a pseudo-operation that emit.ts writes as `i32.const`. */
export const SHIFT_COUNT = -1;

/** Adds two addresses. */
export const ADDRESS_SUM = -2;

export interface Lane {
  readonly kind: 'operation' | 'local' | 'constant';
  /** The SIMD opcode of an operation, the index of a local. */
  readonly code: number;
  readonly args: readonly Lane[];
  readonly immediate: readonly number[];
  readonly type: ValueType;
  readonly varies: Varies;
  readonly id: number;
}

export class LaneGraph {
  private readonly nodes = new Map<string, Lane>();

  /** @param fused whether the host has `relaxed_madd` */
  constructor(readonly fused: boolean) {}

  get size(): number {
    return this.nodes.size;
  }

  operation(
    code: number,
    args: readonly Lane[],
    immediate: readonly number[] = [],
    type: ValueType = V128,
  ): Lane {
    const varies = args.reduce<Varies>((most, arg) => Math.max(most, arg.varies), Varies.Never);
    return this.intern({ kind: 'operation', code, args, immediate, type, varies });
  }

  /** The value of a local that the kernel sets itself: a pointer, an accumulator. */
  local(index: number, type: ValueType, varies: Varies): Lane {
    return this.intern({ kind: 'local', code: index, args: [], immediate: [], type, varies });
  }

  constant(bytes: Uint8Array): Lane {
    return this.intern({
      kind: 'constant',
      code: 12,
      args: [],
      immediate: [...bytes],
      type: V128,
      varies: Varies.Never,
    });
  }

  /** A load of any width from `pointer + offset`. */
  load(code: number, pointer: Lane, offset: number): Lane {
    return this.operation(code, [pointer], [0, ...offsetBytes(offset)]);
  }

  private intern(node: Omit<Lane, 'id'>): Lane {
    let signature = `${node.kind} ${node.code} ${node.type}`;
    for (const arg of node.args) signature += `,${arg.id}`;
    if (node.immediate.length > 0) signature += `;${node.immediate.join()}`;
    const known = this.nodes.get(signature);
    if (known !== undefined) return known;
    const made = { ...node, id: this.nodes.size };
    this.nodes.set(signature, made);
    return made;
  }
}

/** A pointer is a local that moves with the loop. */
export function pointerLane(graph: LaneGraph, index: number): Lane {
  return graph.local(index, I32, Varies.Turn);
}

export function offsetBytes(offset: number): number[] {
  const bytes: number[] = [];
  let rest = offset;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}
