// Turns big-endian elements into little-endian ones, in place.

/** Reverses the bytes of every `itemBytes`-wide element. */
export function swapBytes(bytes: Uint8Array, itemBytes: number): void {
  if (itemBytes === 1) return;
  if (itemBytes === 2 && bytes.byteOffset % 2 === 0) return swap16(bytes);
  if (itemBytes % 4 === 0 && bytes.byteOffset % 4 === 0) return swapWords(bytes, itemBytes / 4);
  for (let start = 0; start + itemBytes <= bytes.length; start += itemBytes) {
    bytes.subarray(start, start + itemBytes).reverse();
  }
}

function swap16(bytes: Uint8Array): void {
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i]!;
    halves[i] = (half << 8) | (half >> 8);
  }
}

function swapWords(bytes: Uint8Array, wordsEach: number): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let i = 0; i < words.length; i++) words[i] = reversed(words[i]!);
  if (wordsEach !== 2) return;
  for (let i = 0; i + 1 < words.length; i += 2) {
    const first = words[i]!;
    words[i] = words[i + 1]!;
    words[i + 1] = first;
  }
}

function reversed(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
