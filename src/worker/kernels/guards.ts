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
/** −x, |x| and −|x| are a mask away from x (and, or, xor): what they make of NaN is NaN. */
const SIGN_CHANGES: ReadonlySet<number> = new Set([AND, 80, 81]);
const [LESS_EQUAL, GREATER_EQUAL] = [69, 70];

/**
 * A mask that is all ones where every guard is; undefined where there are none.
 * @param loaded vectors of input whose NaN are found by other means: `pmin` and `pmax` may lose them
 */
export function allHold(f: FloatLanes, guards: readonly Lane[], loaded: readonly Lane[]): Lane | undefined {
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
  return others.length === 0 ? undefined : tree(others, (a, b) => f.and(a, b));
}

function conditions(guard: Lane): Lane[] {
  return guard.kind === 'operation' && guard.code === AND ? guard.args.flatMap(conditions) : [guard];
}

function unsigned(x: Lane): Lane {
  const changed = x.kind === 'operation' && SIGN_CHANGES.has(x.code) && x.args[1]?.kind === 'constant';
  return changed ? unsigned(x.args[0]!) : x;
}

/** What keeps float32 input within 0 and a bound, and the guards that are left. */
export interface Ranges {
  readonly ranges: readonly { readonly values: readonly Lane[]; readonly bound: Lane }[];
  readonly rest: readonly Lane[];
}

/**
 * Finds input that guards keep within 0 and a bound. Read as integers without a sign, negative numbers and NaN are larger
 * than any such bound: the largest of a whole block tells whether it holds, with one instruction a vector. A −0
 * only costs a block of the full form.
 */
export function rangesOf(f: FloatLanes, guards: readonly Lane[], loaded: readonly Lane[]): Ranges {
  const all = [...new Set(guards.flatMap(conditions))];
  if (f.width === 64) return { ranges: [], rest: all };
  const [zero, known] = [f.number(0), new Set(all)];
  const upper = new Map<Lane, Lane>();
  for (const x of loaded) {
    const bounds = all.filter(({ code, args }) => code === LESS_EQUAL && args[0] === x);
    const least = bounds.map(({ args }) => args[1]!).sort((a, b) => numberOf(a) - numberOf(b))[0];
    const isRange = known.has(f.op('ge', x, zero)) && least !== undefined && numberOf(least) > 0;
    if (isRange) upper.set(x, least);
  }
  const implied = ({ code, args: [x, limit] }: Lane): boolean => {
    const bound = x === undefined ? undefined : upper.get(x);
    if (bound === undefined) return false;
    return (
      (code === GREATER_EQUAL && limit === zero) ||
      (code === LESS_EQUAL && numberOf(limit!) >= numberOf(bound))
    );
  };
  const ranges = [...new Set(upper.values())].map((bound) => ({
    bound,
    values: [...upper].filter(([, other]) => other === bound).map(([x]) => x),
  }));
  return { ranges, rest: all.filter((guard) => !implied(guard)) };
}

/** The float32 that a constant has in every lane; NaN for what varies. */
function numberOf({ kind, immediate }: Lane): number {
  return kind === 'constant' ? new Float32Array(Uint8Array.from(immediate).buffer)[0]! : NaN;
}

/** Combines all, so that few of them wait for one another. */
export function tree(lanes: readonly Lane[], combine: (a: Lane, b: Lane) => Lane): Lane {
  if (lanes.length === 1) return lanes[0]!;
  const half = Math.ceil(lanes.length / 2);
  return combine(tree(lanes.slice(0, half), combine), tree(lanes.slice(half), combine));
}
