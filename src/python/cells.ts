// The cells of a notebook as one program: one under the other, so that a cell sees what the ones before it bind. A
// cell that is being written may leave a bracket or a string open; it is closed behind the cell, where it cannot
// swallow the next one.

/** A cell's text and the line behind it that ends whatever the cell leaves open. */
export interface ClosedCell {
  readonly text: string;
  readonly lines: number;
}

export interface JoinedCells {
  readonly text: string;
  /** The line of the joined text on which each cell starts. */
  readonly firstLines: readonly number[];
}

export function closedCell(python: string): ClosedCell {
  const text = `${python}\n${[...closing(python), 'pass'].join(';')}\n`;
  return { text, lines: text.split('\n').length - 1 };
}

export function joinCells(cells: readonly ClosedCell[]): JoinedCells {
  let line = 0;
  const firstLines = cells.map(({ lines }) => {
    const first = line;
    line += lines;
    return first;
  });
  return { text: cells.map(({ text }) => text).join(''), firstLines };
}

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What would close the string and the brackets that a text leaves open, as one piece; nothing where all is closed. */
function closing(text: string): readonly string[] {
  const open: string[] = [];
  const tokens = /#.*|"""|'''|["'()[\]{}]/g;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    const [mark] = token;
    const closer = CLOSES[mark];
    if (closer !== undefined) open.push(closer);
    else if (mark === open.at(-1)) open.pop();
    else if (mark.startsWith('"') || mark.startsWith("'")) {
      const end = endOfString(text, tokens.lastIndex, mark);
      if (end === undefined) return [mark + open.reverse().join('')];
      tokens.lastIndex = end;
    }
  }
  return open.length === 0 ? [] : [open.reverse().join('')];
}

/** The place behind a string, which a line's end also ends where it has one quote; undefined where nothing ends it. */
function endOfString(text: string, start: number, mark: string): number | undefined {
  const ends = mark.length === 3 ? /\\[^]|"""|'''/g : /\\[^]|["'\n]/g;
  ends.lastIndex = start;
  for (let token = ends.exec(text); token; token = ends.exec(text))
    if (token[0] === mark || token[0] === '\n') return ends.lastIndex;
  return mark.length === 3 ? undefined : text.length;
}
