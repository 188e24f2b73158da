// All losses whose names stand in a program, found again and again: after an edit only what it bears on is looked at.
import { movedPlace, placeOf } from './moved';
import type { PythonDocument } from './pythonDocument';
import type { PlacedUse } from './reading';
import { RelevantStatements } from './relevantStatements';

export class UseFinder {
  /** By the state of a statement; lines are counted from where it starts. */
  readonly #kept = new WeakMap<object, readonly PlacedUse[]>();
  readonly #relevant: RelevantStatements;

  /** @param isName whether a word is the last part of a known loss's name. */
  constructor(isName: (word: string) => boolean) {
    this.#relevant = new RelevantStatements(isName);
  }

  /**
   * The uses that start in lines from `first` to before `last`, in order. Yields after every name; it must not go on when the
   * document was updated meanwhile.
   */
  *find(document: PythonDocument, first: number, last: number): Generator<void, PlacedUse[]> {
    const statements = yield* document.readStatements();
    yield* statements.index();
    const found: PlacedUse[] = [];
    for (const statement of this.#relevant.of(statements)) {
      const { row, state } = statement;
      if (row >= last) break;
      let uses = this.#kept.get(state);
      if (!uses) {
        const own: PlacedUse[] = [];
        for (const name of statements.nodeOf(statement).descendantsOfType(['identifier', 'string'])) {
          const use = document.lossUses.at(name);
          if (use) own.push(movedPlace(placeOf(use), -row));
          yield;
        }
        this.#kept.set(state, (uses = own));
      }
      for (const each of uses) {
        const line = each.range.start.line + row;
        if (line >= first && line < last) found.push(movedPlace(each, row));
      }
    }
    return found;
  }
}
