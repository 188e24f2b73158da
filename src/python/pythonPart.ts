// The part of a program that one document holds: a cell of a notebook, or all of a file. Asked and answered in the
// document's own positions, with what the rest of the program binds.
import type { PythonDocument } from './pythonDocument';
import type { LossArgument, LossUse, Position, Range } from './reading';

export class PythonPart {
  readonly #program: PythonDocument;
  readonly #firstLine: number;
  readonly #lines: number;

  /** @param lines how many the document has */
  constructor(program: PythonDocument, firstLine = 0, lines = Infinity) {
    this.#program = program;
    this.#firstLine = firstLine;
    this.#lines = lines;
  }

  /** As `PythonDocument.useAt`. */
  useAt(position: Position): LossUse | undefined {
    return this.#own(this.#program.useAt(this.#inProgram(position)));
  }

  /** As `PythonDocument.alternativesAt`. */
  alternativesAt(position: Position): LossUse[] {
    const uses = this.#program.alternativesAt(this.#inProgram(position));
    return uses.map((use) => movedUse(use, -this.#firstLine));
  }

  /** As `PythonDocument.importedAt`. */
  importedAt(position: Position): string | undefined {
    return this.#program.importedAt(this.#inProgram(position));
  }

  /** As `PythonDocument.importedUse`. */
  importedUse(position: Position, foreign: LossUse): LossUse | undefined {
    return this.#own(this.#program.importedUse(this.#inProgram(position), foreign));
  }

  /** All losses whose names stand in the document, in order. */
  uses(): LossUse[] {
    const start = { line: this.#firstLine, character: 0 };
    const end = { line: this.#firstLine + this.#lines, character: 0 };
    const uses = Number.isFinite(this.#lines) ? this.#program.uses({ start, end }) : this.#program.uses();
    return uses.map((use) => movedUse(use, -this.#firstLine));
  }

  #inProgram({ line, character }: Position): Position {
    return { line: line + this.#firstLine, character };
  }

  #own(use: LossUse | undefined): LossUse | undefined {
    return use && movedUse(use, -this.#firstLine);
  }
}

export function movedRange({ start, end }: Range, lines: number): Range {
  return {
    start: { ...start, line: start.line + lines },
    end: { ...end, line: end.line + lines },
  };
}

/** Arguments of a constructor in another cell then stand before the first line, or behind the last. */
function movedUse(use: LossUse, lines: number): LossUse {
  if (lines === 0) return use;
  const moved = (each: LossArgument): LossArgument => ({ ...each, range: movedRange(each.range, lines) });
  return {
    ...use,
    range: movedRange(use.range, lines),
    ...(use.callRange ? { callRange: movedRange(use.callRange, lines) } : {}),
    arguments: use.arguments.map(moved),
    ...(use.inputs ? { inputs: use.inputs.map(moved) } : {}),
  };
}
