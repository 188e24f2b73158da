// Puts the frames that test/e2e/webview/animation.test.ts keeps together to a GIF that loops. A pixel that has not
// changed is left out of a frame, so that a page where little moves stays small.
import gifenc from 'gifenc';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';

const { GIFEncoder, quantize, nearestColorIndex } = gifenc;

const FOLDER = join('test', 'screenshots', 'frames');

/** Milliseconds that a frame stays. */
const DELAY = 70;

/**
 * @param {string} name of the frames: NAME-00.png, NAME-01.png, …
 * @param {string} target
 * @returns {Promise<number>} bytes written
 */
export async function animate(name, target) {
  const files = (await readdir(FOLDER)).filter((file) => file.startsWith(`${name}-`)).sort();
  const frames = [];
  for (const file of files) frames.push(PNG.sync.read(await readFile(join(FOLDER, file))));
  const [first] = frames;
  if (first === undefined) throw new Error(`There are no frames of ${name} in ${FOLDER}.`);

  // One palette for all, of the first and the middle frame; its last place means "as before".
  const middle = frames[frames.length >> 1] ?? first;
  const palette = quantize(Buffer.concat([first.data, middle.data]), 255);
  const unchanged = palette.length;
  /** @type {Map<number, number>} */
  const known = new Map();
  /** @param {number} color @returns {number} */
  const indexOf = (color) => {
    const found =
      known.get(color) ?? nearestColorIndex(palette, [color & 255, (color >> 8) & 255, (color >> 16) & 255]);
    known.set(color, found);
    return found;
  };

  const gif = GIFEncoder();
  /** @type {Uint8Array | undefined} */
  let before;
  for (const { data, width, height } of frames) {
    const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
    const indices = Uint8Array.from(pixels, (color) => indexOf(color));
    const last = before;
    const drawn = last === undefined ? indices : indices.map((v, i) => (v === last[i] ? unchanged : v));
    gif.writeFrame(drawn, width, height, {
      palette: [...palette, [0, 0, 0]],
      delay: DELAY,
      transparent: last !== undefined,
      transparentIndex: unchanged,
      dispose: 1,
      repeat: 0,
    });
    before = indices;
  }
  gif.finish();
  const bytes = gif.bytes();
  await writeFile(target, bytes);
  return bytes.length;
}
