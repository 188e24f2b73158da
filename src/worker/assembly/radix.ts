// Radix sort of 32-bit keys in three passes of 11 bits, least significant first. Compiled by AssemblyScript.

const BITS: u32 = 11;
const BUCKETS: usize = 1 << BITS;
const TABLE_BYTES: usize = BUCKETS * 4;

/** Bytes that `sort` needs for its counts. */
export function countBytes(): usize {
  return 3 * TABLE_BYTES;
}

/**
 * Sorts `length` keys ascending.
 * @param keys address of the keys, overwritten
 * @param other address of as much room
 * @param counts address of `countBytes()` bytes
 * @returns where the sorted keys are: `keys` or `other`
 */
export function sort(keys: usize, other: usize, length: usize, counts: usize): usize {
  count(keys, length, counts);
  let from = keys;
  let to = other;
  for (let pass: u32 = 0; pass < 3; pass++) {
    const table = counts + pass * TABLE_BYTES;
    if (!toStarts(table, length as u32)) continue;
    scatter(from, to, length, table, pass * BITS);
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

function count(keys: usize, length: usize, counts: usize): void {
  memory.fill(counts, 0, 3 * TABLE_BYTES);
  const end = keys + length * 4;
  for (let at = keys; at < end; at += 4) {
    const key = load<u32>(at);
    increment(counts + ((key & ((BUCKETS as u32) - 1)) << 2));
    increment(counts + TABLE_BYTES + (((key >> BITS) & ((BUCKETS as u32) - 1)) << 2));
    increment(counts + 2 * TABLE_BYTES + ((key >> (2 * BITS)) << 2));
  }
}

function increment(address: usize): void {
  store<u32>(address, load<u32>(address) + 1);
}

/** Counts become the places of the first of each bucket; false where all keys are in one: nothing is to move. */
function toStarts(table: usize, length: u32): bool {
  let sum: u32 = 0;
  for (let at = table; at < table + TABLE_BYTES; at += 4) {
    const here = load<u32>(at);
    if (here === length) return false;
    store<u32>(at, sum);
    sum += here;
  }
  return true;
}

function scatter(from: usize, to: usize, length: usize, starts: usize, shift: u32): void {
  const end = from + length * 4;
  for (let at = from; at < end; at += 4) {
    const key = load<u32>(at);
    const slot = starts + (((key >> shift) & ((BUCKETS as u32) - 1)) << 2);
    const place = load<u32>(slot);
    store<u32>(slot, place + 1);
    store<u32>(to + ((place as usize) << 2), key);
  }
}
