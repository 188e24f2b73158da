// Percentiles by selection: to sort everything takes ten times as long.

/**
 * The q-th percentile by linear interpolation between the two nearest ranks, as NumPy.
 * @param values no NaN; put into another order
 */
export function percentile(values: Float64Array, q: number): number {
  if (values.length === 0) return NaN;
  const at = ((values.length - 1) * q) / 100;
  const rank = Math.floor(at);
  const below = select(values, rank);
  if (at === rank) return below;
  let above = Infinity;
  for (let i = rank + 1; i < values.length; i++) above = Math.min(above, values[i] as number);
  return below + (above - below) * (at - rank);
}

const PREFIXES = 1 << 16;

/** The number at a rank, and how many are larger. */
export interface Ranked {
  readonly value: number;
  readonly above: number;
}

/**
 * The nth largest value. Only those that share their highest 16 bits with it are put in order.
 * @param n from 1 on @param values no NaN, at least n
 */
export function nthLargest(values: Float64Array, n: number): Ranked {
  const words = new Uint16Array(values.buffer, values.byteOffset, 4 * values.length);
  const counts = new Uint32Array(PREFIXES);
  for (let i = 3; i < words.length; i += 4) counts[ordered(words[i] as number)]!++;
  let [prefix, above] = [PREFIXES - 1, 0];
  while (above + (counts[prefix] as number) < n) above += counts[prefix--] as number;
  const alike = new Float64Array(counts[prefix] as number);
  let found = 0;
  for (let i = 0; i < values.length; i++)
    if (ordered(words[4 * i + 3] as number) === prefix) alike[found++] = values[i] as number;
  const rank = alike.length - (n - above);
  const value = select(alike, rank);
  let larger = 0;
  for (const other of alike) if (other > value) larger++;
  return { value, above: above + larger };
}

/** The highest bits of a number of float64 in the order of the numbers. */
function ordered(bits: number): number {
  return bits >= PREFIXES / 2 ? PREFIXES - 1 - bits : bits + PREFIXES / 2;
}

/** The value of a rank, from 0 on; smaller ones are then before it and larger ones behind. Hoare 1961, FIND. */
function select(values: Float64Array, rank: number): number {
  let [low, high] = [0, values.length - 1];
  // Should pivots be bad again and again, what is left is sorted.
  for (let tries = 64; low < high; tries--) {
    if (tries === 0) {
      values.subarray(low, high + 1).sort();
      break;
    }
    const pivot = middle(values[low] as number, values[(low + high) >> 1] as number, values[high] as number);
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const swap = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = swap;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank] as number;
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
