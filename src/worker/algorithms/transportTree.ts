// Makes the tree that the network simplex begins with of the arcs of a first plan.
import type { KernelMemory } from '../kernels/memory';

/** Bytes of a node's record and of an arc of a first plan: see src/worker/assembly/{transport,transportStart}.ts. */
export const RECORD_BYTES = 32;
export const ARC_BYTES = 24;

const NONE = -1;

/**
 * Hangs every node below the first sink and writes the nodes' records.
 * @param arcs address of sources + sinks − 1 arcs that join all nodes @param records address of a record a node
 */
export function plantTree(
  memory: KernelMemory,
  arcs: number,
  records: number,
  sources: number,
  sinks: number,
): void {
  const count = sources + sinks;
  const arcNumbers = new Float64Array(memory.memory.buffer, arcs, ((count - 1) * ARC_BYTES) / 8);
  const arcEnds = new Uint32Array(memory.memory.buffer, arcs, ((count - 1) * ARC_BYTES) / 4);
  const numbers = new Float64Array(memory.memory.buffer, records, (count * RECORD_BYTES) / 8);
  const links = new Uint32Array(memory.memory.buffer, records, (count * RECORD_BYTES) / 4);
  const addressOf = (node: number): number => records + node * RECORD_BYTES;

  // Each arc lies in two lists, that of its source at 2k and that of its sink at 2k + 1.
  const first = new Int32Array(count).fill(NONE);
  const following = new Int32Array(2 * (count - 1));
  for (let k = 0; k < count - 1; k++) {
    const [source, sink] = [arcEnds[6 * k] as number, sources + (arcEnds[6 * k + 1] as number)];
    following[2 * k] = first[source] as number;
    first[source] = 2 * k;
    following[2 * k + 1] = first[sink] as number;
    first[sink] = 2 * k + 1;
  }

  const root = sources;
  links.fill(0, 8 * root, 8 * root + 8);
  // Arcs on the stack lead to a node that is not hung yet: those of one node lie together, so that its subtree is whole.
  const stack = new Int32Array(2 * count);
  let height = 0;
  let last = root;
  const pushArcs = (node: number, but: number): void => {
    for (let half = first[node] as number; half !== NONE; half = following[half] as number)
      if (half >> 1 !== but) stack[height++] = half;
  };
  pushArcs(root, NONE);
  while (height > 0) {
    const half = stack[--height] as number;
    const k = half >> 1;
    const [source, sink] = [arcEnds[6 * k] as number, sources + (arcEnds[6 * k + 1] as number)];
    const [parent, node] = half % 2 === 0 ? [source, sink] : [sink, source];
    links[8 * node] = addressOf(parent);
    links[8 * last + 1] = addressOf(node);
    links[8 * node + 2] = addressOf(last);
    links[8 * node + 3] = (links[8 * parent + 3] as number) + 1;
    numbers[4 * node + 2] = arcNumbers[3 * k + 1] as number;
    numbers[4 * node + 3] = arcNumbers[3 * k + 2] as number;
    last = node;
    pushArcs(node, k);
  }
  links[8 * last + 1] = addressOf(root);
  links[8 * root + 2] = addressOf(last);
}
