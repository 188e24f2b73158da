// .jsonl files: a JSON value a line, each one row of the array.
import { LossaryError } from '../../protocol/errors';
import { parseJson } from './json';
import { gatherRecords, type RecordRow } from './records';
import type { ArraySource, ByteSource } from './source';
import { textLines } from './textChunks';

/** @throws LossaryError naming the line. */
export function openJsonLines(source: ByteSource, selector: string | undefined, input?: string): ArraySource {
  const array = gatherRecords(jsonLines(source), { file: source.name, selector, input });
  if (array.shape[0] === 0) {
    throw new LossaryError({ code: 'empty', message: 'The file is empty.', file: source.name });
  }
  return array;
}

/** The rows of the file; blank lines are skipped. */
export function* jsonLines(source: ByteSource): Generator<RecordRow> {
  for (const { text, line } of textLines(source)) {
    if (text.trim() === '') continue;
    yield { row: parseLine(text, line, source.name), place: `line ${line}` };
  }
}

function parseLine(text: string, line: number, file: string): unknown {
  try {
    return parseJson(text, file);
  } catch (error) {
    if (!(error instanceof LossaryError)) throw error;
    const column = /column (\d+)/.exec(error.failure.place ?? '')?.[1] ?? '1';
    throw new LossaryError({ ...error.failure, place: `line ${line}, column ${column}` });
  }
}
