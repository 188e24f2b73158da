// Turns planes into rows: [n, columns, inner] into [n, inner, columns], for elements of any size. Compiled by AssemblyScript.
//
// A table says where in one outer sample each element of its rows comes from. Loops over samples and columns took as long
// for their turns as for their elements where both are two or three.

/**
 * Writes where each element of an outer sample's rows lies among its planes.
 * @param table address of `columns · inner` numbers of 32 bits
 */
export function writeTable(table: usize, columns: u32, inner: u32): void {
  for (let sample: u32 = 0; sample < inner; sample++) {
    for (let column: u32 = 0; column < columns; column++) {
      store<u32>(table, column * inner + sample);
      table += 4;
    }
  }
}

/**
 * Writes elements of rows, of one byte each.
 * @param from address of the planes of the first outer sample
 * @param table what `writeTable` has written @param period how many numbers it has
 * @param first element of the first outer sample's rows at which to begin
 * @param length of the elements @param to where they go
 */
export function turn1(from: usize, table: usize, period: u32, first: u32, length: u32, to: usize): void {
  turn<u8>(from, table, period, first, length, to);
}

/** As `turn1`, of two bytes. */
export function turn2(from: usize, table: usize, period: u32, first: u32, length: u32, to: usize): void {
  turn<u16>(from, table, period, first, length, to);
}

/** As `turn1`, of four bytes. */
export function turn4(from: usize, table: usize, period: u32, first: u32, length: u32, to: usize): void {
  turn<u32>(from, table, period, first, length, to);
}

/** As `turn1`, of eight bytes. */
export function turn8(from: usize, table: usize, period: u32, first: u32, length: u32, to: usize): void {
  turn<u64>(from, table, period, first, length, to);
}

function turn<T>(from: usize, table: usize, period: u32, first: u32, length: u32, to: usize): void {
  const size = sizeof<T>();
  const end = to + (length as usize) * size;
  const tableEnd = table + ((period as usize) << 2);
  let entry = table + ((first as usize) << 2);
  while (to < end) {
    const left = (end - to) / size;
    const stop = min<usize>(tableEnd, entry + (left << 2));
    for (; entry + 12 < stop; entry += 16, to += 4 * size) {
      store<T>(to, element<T>(from, entry));
      store<T>(to + size, element<T>(from, entry + 4));
      store<T>(to + 2 * size, element<T>(from, entry + 8));
      store<T>(to + 3 * size, element<T>(from, entry + 12));
    }
    for (; entry < stop; entry += 4, to += size) store<T>(to, element<T>(from, entry));
    entry = table;
    from += (period as usize) * size;
  }
}

function element<T>(from: usize, entry: usize): T {
  return load<T>(from + (load<u32>(entry) as usize) * sizeof<T>());
}
