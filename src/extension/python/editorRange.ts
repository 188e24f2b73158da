// A range of the Python reader as the editor's.
import { Range } from 'vscode';
import type { Range as ReadRange } from '../../python/reading';

export function editorRange({ start, end }: ReadRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
