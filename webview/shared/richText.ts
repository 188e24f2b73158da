// Takes a note's sentence apart: text, formulas between dollar signs, code between
// backticks, emphasis between asterisks.

export interface RichPiece {
  readonly kind: 'text' | 'formula' | 'code' | 'emphasis';
  readonly text: string;
}

/** Pieces in order. A single dollar sign or backtick without a partner stays text. */
export function parseRichText(text: string): readonly RichPiece[] {
  const pieces: RichPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$([^$]+)\$|`([^`]+)`|(?<![\w*])\*([^\s*][^*]*?)\*(?![\w*])/g)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    const [, formula, code, emphasis] = match;
    if (formula !== undefined) pieces.push({ kind: 'formula', text: formula });
    else if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else pieces.push({ kind: 'emphasis', text: emphasis ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}
