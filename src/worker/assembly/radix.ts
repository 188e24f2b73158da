// Radix sort of unsigned integers of 32 or 64 bits that lie in a known range: at most two passes over the highest 22
// bits that the range leaves open, then the few runs that these did not tell apart. Compiled by AssemblyScript.
//
// Meant for parts that the second-level cache holds: whoever sorts more lays it out in parts first (parts.ts).

const DIGIT: u32 = 11;
const TABLE_BYTES: usize = 4 << DIGIT;

/** Fewer are put into their places one by one. */
const FEW: usize = 24;

/** Bytes that sorting needs for its counts. */
export const COUNT_BYTES: usize = 2 * TABLE_BYTES;

/**
 * Sorts `length` numbers ascending, stable where bits are left out.
 * @param at address of the numbers, overwritten
 * @param other address of as much room
 * @param low the smallest that may be among them @param high the largest
 * @param floor numbers that differ only in bits below this one are in order already
 * @param counts address of `COUNT_BYTES` bytes
 * @returns where the sorted numbers are: `at` or `other`
 */
export function sortRange<T extends number>(
  at: usize,
  other: usize,
  length: usize,
  low: T,
  high: T,
  floor: u32,
  counts: usize,
): usize {
  if (length <= FEW) {
    insertionSort<T>(at, length);
    return at;
  }
  const bits: u32 = (sizeof<T>() as u32) * 8 - (clz<T>((high - low) as T) as u32);
  if (bits <= floor) return at;
  const open = bits - floor;
  if (open <= DIGIT) return onePass<T>(at, other, length, low, floor, open, counts);
  const used = min<u32>(open, 2 * DIGIT);
  const shift = bits - used;
  const sorted = twoPasses<T>(at, other, length, low, shift, used >> 1, used - (used >> 1), counts);
  if (shift > floor) settle<T>(sorted, sorted === at ? other : at, length, shift, floor, low, counts);
  return sorted;
}

function onePass<T extends number>(
  at: usize,
  other: usize,
  length: usize,
  low: T,
  shift: u32,
  width: u32,
  counts: usize,
): usize {
  memory.fill(counts, 0, (4 as usize) << width);
  const mask: u32 = ((1 as u32) << width) - 1;
  const end = at + length * sizeof<T>();
  for (let from = at; from < end; from += sizeof<T>()) {
    increment(counts + ((digitOf<T>(load<T>(from), low, shift, mask) as usize) << 2));
  }
  if (!toAddresses<T>(counts, width, length as u32, other)) return at;
  scatter<T>(at, end, counts, low, shift, mask);
  return other;
}

function twoPasses<T extends number>(
  at: usize,
  other: usize,
  length: usize,
  low: T,
  shift: u32,
  lower: u32,
  upper: u32,
  counts: usize,
): usize {
  const second = counts + TABLE_BYTES;
  memory.fill(counts, 0, (4 as usize) << lower);
  memory.fill(second, 0, (4 as usize) << upper);
  const lowerMask: u32 = ((1 as u32) << lower) - 1;
  const upperMask: u32 = ((1 as u32) << upper) - 1;
  const bytes = length * sizeof<T>();
  for (let from = at; from < at + bytes; from += sizeof<T>()) {
    const both = digitOf<T>(load<T>(from), low, shift, 0xffffffff);
    increment(counts + (((both & lowerMask) as usize) << 2));
    increment(second + ((((both >> lower) & upperMask) as usize) << 2));
  }
  let from = at;
  let to = other;
  if (toAddresses<T>(counts, lower, length as u32, to)) {
    scatter<T>(from, from + bytes, counts, low, shift, lowerMask);
    from = other;
    to = at;
  }
  if (!toAddresses<T>(second, upper, length as u32, to)) return from;
  scatter<T>(from, from + bytes, second, low, shift + lower, upperMask);
  return to;
}

function digitOf<T extends number>(value: T, low: T, shift: u32, mask: u32): u32 {
  return ((((value - low) as T) >> (shift as T)) as u32) & mask;
}

function increment(address: usize): void {
  store<u32>(address, load<u32>(address) + 1);
}

/** Counts become the address of the first of each bucket; false where all are in one: nothing is to move. */
function toAddresses<T extends number>(counts: usize, width: u32, length: u32, to: usize): bool {
  let next = to as u32;
  const end = counts + ((4 as usize) << width);
  for (let at = counts; at < end; at += 4) {
    const here = load<u32>(at);
    if (here === length) return false;
    store<u32>(at, next);
    next += here * (sizeof<T>() as u32);
  }
  return true;
}

function scatter<T extends number>(at: usize, end: usize, next: usize, low: T, shift: u32, mask: u32): void {
  for (let from = at; from < end; from += sizeof<T>()) {
    const value = load<T>(from);
    const slot = next + ((digitOf<T>(value, low, shift, mask) as usize) << 2);
    const place = load<u32>(slot);
    store<u32>(slot, place + (sizeof<T>() as u32));
    store<T>(place as usize, value);
  }
}

/** Sorts each run that is alike from bit `shift` up; most are of one number or in order already. */
function settle<T extends number>(
  at: usize,
  spare: usize,
  length: usize,
  shift: u32,
  floor: u32,
  low: T,
  counts: usize,
): void {
  const size = sizeof<T>();
  const end = at + length * size;
  let place = at + size;
  while (place < end) {
    const here = load<T>(place);
    if (here >= load<T>(place - size)) {
      place += size;
      continue;
    }
    const run = ((here - low) as T) >> (shift as T);
    let first = place - size;
    while (first > at && ((load<T>(first - size) - low) as T) >> (shift as T) === run) first -= size;
    place += size;
    while (place < end && ((load<T>(place) - low) as T) >> (shift as T) === run) place += size;
    sortRun<T>(first, spare + (first - at), (place - first) / size, floor, counts);
  }
}

function sortRun<T extends number>(at: usize, other: usize, length: usize, floor: u32, counts: usize): void {
  if (length <= FEW) {
    insertionSort<T>(at, length);
    return;
  }
  let low = load<T>(at);
  let high = low;
  for (let i: usize = 1; i < length; i++) {
    const value = load<T>(at + i * sizeof<T>());
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  // What lies below the floor must not carry into what is compared.
  const below = (((1 as T) << (floor as T)) - (1 as T)) as T;
  const sorted = sortRange<T>(at, other, length, (low & ~below) as T, (high | below) as T, floor, counts);
  if (sorted !== at) memory.copy(at, sorted, length * sizeof<T>());
}

function insertionSort<T extends number>(at: usize, length: usize): void {
  const size = sizeof<T>();
  const end = at + length * size;
  for (let from = at + size; from < end; from += size) {
    const value = load<T>(from);
    let to = from;
    while (to > at && load<T>(to - size) > value) {
      store<T>(to, load<T>(to - size));
      to -= size;
    }
    store<T>(to, value);
  }
}
