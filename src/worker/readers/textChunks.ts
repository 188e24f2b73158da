// A file of text, decoded a piece at a time: UTF-8, or UTF-16 where a byte order mark says so.
import { LossaryError } from '../../protocol/errors';
import type { ByteSource } from './source';
import { readHead } from './wholeBytes';

/** Small: what is made of a piece is then thrown away cheaply. 4 MB took three times as long. */
const CHUNK_BYTES = 64 << 10;

/** V8 holds no longer text. */
const LONGEST_TEXT = 500_000_000;

/** The whole text in order, without its byte order mark. */
export function* textChunks(source: ByteSource, chunkBytes = CHUNK_BYTES): Generator<string> {
  const decoder = new TextDecoder(encodingOf(readHead(source, 2)));
  const bytes = new Uint8Array(Math.min(chunkBytes, source.size));
  for (let offset = 0; offset < source.size;) {
    const got = source.read(offset, bytes);
    offset += got;
    const last = got === 0 || offset >= source.size;
    yield decoder.decode(bytes.subarray(0, got), { stream: !last });
    if (last) return;
  }
}

/** The text of the first `count` bytes up to its last whole line; more where the first line is longer. */
export function headText(source: ByteSource, count: number): string {
  const head = readHead(source, count);
  const text = new TextDecoder(encodingOf(head)).decode(head);
  if (head.length === source.size) return text;
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end === -1 ? headText(source, 2 * count) : text.slice(0, end + 1);
}

/** @throws LossaryError `unsupported` when it is longer than a text can be. */
export function wholeText(source: ByteSource): string {
  if (source.size > LONGEST_TEXT) {
    throw new LossaryError({
      code: 'unsupported',
      message: `The file has ${Math.round(source.size / 1e6)} MB; text is read up to ${LONGEST_TEXT / 1e6} MB.`,
      file: source.name,
      fix: 'Save it as .npy or .jsonl, which may have any size.',
    });
  }
  return [...textChunks(source)].join('');
}

/** Lines without their ends, with their numbers from 1. */
export function* textLines(
  source: ByteSource,
  chunkBytes?: number,
): Generator<{ text: string; line: number }> {
  let rest = '';
  let line = 1;
  for (const chunk of textChunks(source, chunkBytes)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { text, line: line++ };
  }
  if (rest !== '') yield { text: rest, line };
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}
