// The part of a program that one document holds: a cell of a notebook, or all of a file. Asked and answered in the
// document's own positions, with what the rest of the program binds.
import type { PythonDocument } from './pythonDocument';
import { movedPlace, movedRange } from './moved';
import type { LossArgument, LossUse, PlacedUse, Position } from './reading';

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

  /** As `PythonDocument.uses`, of the document's own lines. */
  *uses(): Generator<void, PlacedUse[]> {
    const [first, last] = [this.#firstLine, this.#firstLine + this.#lines];
    const uses = yield* this.#program.uses(first, last);
    return uses.map((use) => movedPlace(use, -first));
  }

  #inProgram({ line, character }: Position): Position {
    return { line: line + this.#firstLine, character };
  }

  #own(use: LossUse | undefined): LossUse | undefined {
    return use && movedUse(use, -this.#firstLine);
  }
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
