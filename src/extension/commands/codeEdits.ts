// Where generated Python goes in a file: its imports below those that are there, its body at the cursor, indented and
// with the empty lines that PEP 8 asks for. Pure text, so that it is tested without an editor.

export interface PythonCode {
  readonly imports: readonly string[];
  readonly body: string;
}

export interface Insertion {
  /** Zero-based; the text goes in before this line, which may be one past the last. */
  readonly line: number;
  readonly text: string;
}

/** A whole file. */
export function pythonFile({ imports, body }: PythonCode): string {
  const gap = isFunction(body) ? '\n\n' : '\n';
  return `${imports.join('\n')}\n${imports.length === 0 ? '' : gap}${body}\n`;
}

/**
 * @param lines the file's lines
 * @param at the cursor's line
 * @param unit one step of indentation: spaces, or a tab
 */
export function codeInsertions(
  lines: readonly string[],
  at: number,
  unit: string,
  { imports, body }: PythonCode,
): readonly Insertion[] {
  const top = lines.slice(0, at + 1);
  const missing = imports.filter((line) => !importedBy(lines.join('\n')).has(line));
  const afterImports = endOfImports(top);
  const isEmpty = (line: string | undefined): boolean => line === undefined || line.trim() === '';
  const line = isEmpty(lines[at]) ? at : at + 1;
  const indent = isEmpty(lines[at]) ? indentAbove(lines, at, unit) : leading(lines[at]);
  const gap = isFunction(body) ? (indent === '' ? 2 : 1) : 0;
  const own = body.split('\n').map((each) => (each === '' ? '' : indent + reindented(each, unit)));

  // A line that holds only spaces stays below what is inserted.
  const place = Math.max(line, missing.length > 0 ? afterImports : 0);
  const emptyAbove = emptyLines(lines, place - 1, -1);
  const hasAbove = place - emptyAbove > 0;
  const addsRightAbove = missing.length > 0 && place - emptyAbove <= afterImports;
  const above = hasAbove || addsRightAbove ? Math.max(0, gap - emptyAbove) : 0;
  const emptyBelow = emptyLines(lines, place, 1);
  const hasBelow = place + emptyBelow < lines.length;
  const below = hasBelow ? Math.max(0, gap - emptyBelow) : 0;
  const insertions: Insertion[] = [
    { line: place, text: [...blank(above), ...own, ...blank(below)].map((each) => `${each}\n`).join('') },
  ];
  if (missing.length > 0) {
    const follows = lines[afterImports];
    const needsGap = afterImports < place && !isEmpty(follows) && !isImport(lines[afterImports - 1]);
    insertions.unshift({ line: afterImports, text: [...missing, ...blank(needsGap ? 1 : 0), ''].join('\n') });
  }
  return insertions;
}

const blank = (count: number): string[] => Array.from({ length: count }, () => '');

function isFunction(body: string): boolean {
  return /^def /m.test(body);
}

const leading = (line = ''): string => /^[ \t]*/.exec(line)?.[0] ?? '';

/** Indentation of four becomes the editor's. */
function reindented(line: string, unit: string): string {
  return line.replace(/^(?: {4})+/, (spaces) => unit.repeat(spaces.length / 4));
}

/** The indentation that a new line has: of the line above that is not empty, one deeper after a colon. */
function indentAbove(lines: readonly string[], at: number, unit: string): string {
  // Somebody who left the block has a cursor further left.
  const typed = leading(lines[at]);
  if (typed !== '') return typed;
  const above = lines.slice(0, at).findLast((line) => line.trim() !== '');
  if (above === undefined || lines[at - 1]?.trim() === '') return '';
  return /:\s*(?:#.*)?$/.test(above) ? leading(above) + unit : leading(above);
}

function emptyLines(lines: readonly string[], from: number, step: 1 | -1): number {
  let count = 0;
  for (let i = from; i >= 0 && i < lines.length && lines[i]?.trim() === ''; i += step) count++;
  return count;
}

const isImport = (line = ''): boolean => /^(?:import|from) \S/.test(line);

/** The line after the last import at the top level, else after a docstring and comments at the top. */
function endOfImports(lines: readonly string[]): number {
  let end = endOfHead(lines);
  for (let i = end; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (!isImport(line)) continue;
    if (line.includes('(') && !line.includes(')')) while (i < lines.length && !lines[i]!.includes(')')) i++;
    while (lines[i]?.endsWith('\\') === true) i++;
    end = Math.min(i + 1, lines.length);
  }
  return end;
}

function endOfHead(lines: readonly string[]): number {
  let i = 0;
  while (lines[i]?.startsWith('#') === true) i++;
  const quote = /^[rR]?("""|''')/.exec(lines[i] ?? '')?.[1];
  if (quote === undefined) return i;
  const closes = (line: string, from: number): boolean => line.includes(quote, from);
  if (closes(lines[i]!, lines[i]!.indexOf(quote) + 3)) return i + 1;
  for (let end = i + 1; end < lines.length; end++) if (closes(lines[end]!, 0)) return end + 1;
  return i;
}

/** The imports of a file, one name a line, as generated code writes them. */
function importedBy(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, names = ''] of text.matchAll(/^import (.+)$/gm))
    for (const name of names.split(',')) found.add(`import ${cleaned(name)}`);
  for (const [, module = '', names = ''] of text.matchAll(
    /^from (\S+) import \(?([^)#]*?)(?:\)|#|$(?!\n[ \t]))/gm,
  ))
    for (const name of names.split(',')) {
      found.add(`from ${module} import ${cleaned(name)}`);
      // `from torch.nn import functional as F` binds the same name to the same module.
      const [what, as] = cleaned(name).split(' as ');
      if (as !== undefined) found.add(`import ${module}.${what ?? ''} as ${as}`);
    }
  return found;
}

const cleaned = (name: string): string => name.replace(/#.*/, '').trim().replace(/\s+/g, ' ');
