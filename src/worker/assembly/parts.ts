// Lays keys out in parts of neighbouring values that a core's own cache holds, so that each part is sorted and gone
// through there. The highest 18 bits of every key are counted first; neighbouring prefixes share a part until it is
// large enough, so that any distribution gives parts of much the same size. Compiled by AssemblyScript.

/** Bits of a key's prefix. With 16, a part of probabilities near 1 has 40,000 of 10^7, and sorting takes twice as long. */
const PREFIX: u32 = 18;

const HISTOGRAM_BYTES: usize = 4 << PREFIX;
const MAP_BYTES: usize = 2 << PREFIX;

/** The histogram of the prefixes, and the part of every prefix. */
export const PLAN_BYTES: usize = HISTOGRAM_BYTES + MAP_BYTES;

/** A part: where its next number goes, where it begins, its first and its last prefix. */
export const PART_BYTES: usize = 16;

/** A line of the cache: numbers are written to their part a line at a time, so that few pages are touched by turns. */
export const LINE_BYTES: usize = 64;

export function emptyHistogram(plan: usize): void {
  memory.fill(plan, 0, HISTOGRAM_BYTES);
}

/** Counts the prefixes of keys of 32 or 64 bits. */
export function countKeys<T extends number>(keys: usize, length: usize, plan: usize): void {
  const end = keys + length * sizeof<T>();
  for (let at = keys + sizeof<T>() - 4; at < end; at += sizeof<T>()) {
    const slot = plan + ((load<u32>(at) >> (32 - PREFIX)) << 2);
    store<u32>(slot, load<u32>(slot) + 1);
  }
}

/**
 * Plans the parts of the counted keys. Each begins at a whole line.
 * @param parts gets them: at most 2 · length / target + 4
 * @param target numbers of a part; one prefix may have more
 * @param to where the numbers will be laid out @param size bytes of a number
 * @returns how many parts there are
 */
export function planParts(plan: usize, parts: usize, target: u32, to: usize, size: u32): u32 {
  const map = plan + HISTOGRAM_BYTES;
  let part = parts;
  let count: u32 = 0;
  let held: u32 = 0;
  let next = to as u32;
  for (let prefix: u32 = 0; prefix < 1 << PREFIX; prefix++) {
    const here = load<u32>(plan + ((prefix as usize) << 2));
    if (here === 0) continue;
    // No part has numbers of both signs: so the highest bit of a key says nothing within its part.
    const fresh = count === 0 || isUpper(load<u32>(part, 8)) !== isUpper(prefix);
    if (fresh || held + here > target) {
      if (count > 0) part += PART_BYTES;
      count++;
      held = 0;
      next = (next + (LINE_BYTES as u32) - 1) & ~((LINE_BYTES as u32) - 1);
      store<u32>(part, next);
      store<u32>(part, next, 4);
      store<u32>(part, prefix, 8);
    }
    store<u32>(part, prefix, 12);
    store<u16>(map + ((prefix as usize) << 1), (count - 1) as u16);
    held += here;
    next += here * size;
  }
  return count;
}

function isUpper(prefix: u32): bool {
  return prefix >> (PREFIX - 1) !== 0;
}

/** Puts a number into the part that a key belongs to. @param high the upper 32 bits of the key */
export function place<T extends number>(plan: usize, parts: usize, lines: usize, high: u32, value: T): void {
  const map = plan + HISTOGRAM_BYTES;
  const part = load<u16>(map + (((high >> (32 - PREFIX)) as usize) << 1)) as usize;
  const line = lines + part * LINE_BYTES;
  const cursor = parts + part * PART_BYTES;
  const to = load<u32>(cursor) as usize;
  store<T>(line + (to & (LINE_BYTES - 1)), value);
  const next = to + sizeof<T>();
  store<u32>(cursor, next as u32);
  if ((next & (LINE_BYTES - 1)) !== 0) return;
  const at = next - LINE_BYTES;
  v128.store(at, v128.load(line));
  v128.store(at, v128.load(line, 16), 16);
  v128.store(at, v128.load(line, 32), 32);
  v128.store(at, v128.load(line, 48), 48);
}

/** Writes what is left over in the lines. */
export function writeLines(parts: usize, lines: usize, count: u32): void {
  for (let part: usize = 0; part < (count as usize); part++) {
    const next = load<u32>(parts + part * PART_BYTES) as usize;
    const rest = next & (LINE_BYTES - 1);
    memory.copy(next - rest, lines + part * LINE_BYTES, rest);
  }
}

export function addressOf(part: usize): usize {
  return load<u32>(part, 4) as usize;
}

export function bytesOf(part: usize): usize {
  return (load<u32>(part) - load<u32>(part, 4)) as usize;
}

/** The upper 32 bits of the smallest number that a part may have, where its keys lost their highest bit. */
export function lowOf(part: usize): u32 {
  return load<u32>(part, 8) << (33 - PREFIX);
}

/** The upper 32 bits of the largest number. */
export function highOf(part: usize): u32 {
  return (load<u32>(part, 12) << (33 - PREFIX)) | ((1 << (33 - PREFIX)) - 1);
}
