// The checksum of zip archives (CRC-32, polynomial 0xEDB88320), eight bytes at a time.

/** tables[k][b]: the remainder of byte b followed by k zero bytes. Built at first use: 8 KB. */
let tables: Int32Array[] | undefined;

function buildTables(): Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  });
  const all = [first];
  for (let k = 1; k < 8; k++) all.push(all[k - 1]!.map((rest) => (rest >>> 8) ^ first[rest & 0xff]!));
  return all;
}

/** The checksum of what `previous` is the checksum of, followed by `bytes`. Start with 0; as unsigned 32 bits. */
export function crc32(previous: number, bytes: Uint8Array): number {
  tables ??= buildTables();
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  let rest = ~previous;
  let i = 0;
  for (; i + 8 <= bytes.length; i += 8) {
    rest ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    rest =
      t7[rest & 0xff]! ^
      t6[(rest >>> 8) & 0xff]! ^
      t5[(rest >>> 16) & 0xff]! ^
      t4[rest >>> 24]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i++) rest = (rest >>> 8) ^ t0[(rest ^ bytes[i]!) & 0xff]!;
  return ~rest >>> 0;
}
