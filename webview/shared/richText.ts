// Takes a note's sentence apart: text, formulas between dollar signs, code between backticks.

export interface RichPiece {
  readonly kind: 'text' | 'formula' | 'code';
  readonly text: string;
}

/** Pieces in order. A single dollar sign or backtick without a partner stays text. */
export function parseRichText(text: string): readonly RichPiece[] {
  const pieces: RichPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$([^$]+)\$|`([^`]+)`/g)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    pieces.push(
      match[1] !== undefined ? { kind: 'formula', text: match[1] } : { kind: 'code', text: match[2] ?? '' },
    );
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}
