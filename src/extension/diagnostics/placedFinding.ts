// A finding of a program at its place in the document that holds it, and what its fix changes in which document.
import type { Range, TextDocument } from 'vscode';
import type { Finding } from '../../python/diagnostics/rule';
import { movedRange } from '../../python/moved';
import type { Range as ReadRange } from '../../python/reading';
import { editorRange } from '../python/editorRange';
import type { Place } from '../python/programs';

export interface PlacedFinding {
  readonly finding: Finding;
  readonly document: TextDocument;
  readonly range: Range;
  readonly edits: readonly PlacedEdit[];
}

interface PlacedEdit {
  readonly document: TextDocument;
  readonly range: Range;
  readonly text: string;
}

/** Undefined for what reaches from one document into the next. */
export function placedFinding(finding: Finding, places: readonly Place[]): PlacedFinding | undefined {
  const found = placed(finding.range, places);
  const edits = (finding.fix?.replacements ?? []).flatMap(({ range, text }): PlacedEdit[] => {
    const at = placed(range, places);
    return at === undefined ? [] : [{ ...at, text }];
  });
  return found && { finding, ...found, edits };
}

function placed(
  range: ReadRange,
  places: readonly Place[],
): Pick<PlacedEdit, 'document' | 'range'> | undefined {
  const { start, end } = range;
  const place = places.find(
    ({ firstLine, lines }) => start.line >= firstLine && end.line < firstLine + lines,
  );
  return place && { document: place.document, range: editorRange(movedRange(range, -place.firstLine)) };
}
