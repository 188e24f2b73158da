// Runs the rules over every call of a loss and every function in a document, statement by statement: after an edit
// only what the edit bears on is looked at again.
import type { Node } from 'web-tree-sitter';
import { isClass } from '../lossUses';
import { movedRange } from '../moved';
import { lastOf } from '../names';
import type { PythonDocument } from '../pythonDocument';
import { RelevantStatements } from '../relevantStatements';
import { finished } from '../steps';
import { boxFormat } from './boxFormat';
import { deprecatedReduction } from './deprecatedReduction';
import { diceWithoutSmoothing } from './diceWithoutSmoothing';
import { focalOfMean } from './focalOfMean';
import { INPUT_RULES } from './inputRules';
import { klDivMean } from './klDivMean';
import { posWeightNumber } from './posWeightNumber';
import type { Finding, LossCall, Problem, Rule } from './rule';

/** The libraries that the rules are about. */
const LIBRARIES = ['torch', 'torchvision'];

export const RULES: readonly Rule[] = [
  ...INPUT_RULES,
  klDivMean,
  deprecatedReduction,
  posWeightNumber,
  focalOfMean,
  diceWithoutSmoothing,
  boxFormat,
];

/** What was found in a statement, with the rules that were asked for; lines are counted from where it starts. */
interface Kept {
  readonly asked: string;
  readonly findings: readonly Finding[];
}

/** Finds the problems of one document again and again. */
export class ProblemFinder {
  /** By the state of a statement. */
  readonly #kept = new WeakMap<object, Kept>();
  #relevant: RelevantStatements | undefined;

  /**
   * Yields after every call that it looked at, so that a caller may let others work; it must not go on when the
   * document was updated meanwhile.
   * @param isOn which rules are asked for.
   */
  *find(document: PythonDocument, isOn: (rule: string) => boolean): Generator<void, Finding[]> {
    const rules = RULES.filter(({ id }) => isOn(id));
    if (rules.length === 0) return [];
    const asked = rules.map(({ id }) => id).join();
    const statements = yield* document.readStatements();
    yield* statements.index();
    this.#relevant ??= new RelevantStatements(relevantWords(document));
    const findings: Finding[] = [];
    for (const statement of this.#relevant.of(statements)) {
      const { row, state } = statement;
      const kept = this.#kept.get(state);
      if (kept?.asked === asked) {
        findings.push(...kept.findings.map((each) => moved(each, row)));
        continue;
      }
      const node = statements.nodeOf(statement);
      const found = yield* problemsIn(node, document, rules);
      findings.push(...found);
      // What a fix changes elsewhere may move on its own.
      if (found.every((each) => isWithin(each, node)))
        this.#kept.set(state, { asked, findings: found.map((each) => moved(each, -row)) });
    }
    return findings;
  }
}

/** All problems of a document at once. */
export function findProblems(document: PythonDocument, isOn: (rule: string) => boolean): Finding[] {
  return finished(new ProblemFinder().find(document, isOn));
}

function relevantWords(document: PythonDocument): (word: string) => boolean {
  const names = new Set(document.namesOf(LIBRARIES).map(lastOf));
  const named = RULES.flatMap(({ functions }) => functions?.named ?? []);
  return (word) => names.has(word) || named.some((each) => each.test(word));
}

function* problemsIn(
  statement: Node,
  document: PythonDocument,
  rules: readonly Rule[],
): Generator<void, Finding[]> {
  const findings: Finding[] = [];
  const add = (rule: string, problem: Problem | undefined): void => {
    if (problem) findings.push({ ...problem, rule });
  };
  for (const node of statement.descendantsOfType(['call', 'function_definition'])) {
    if (node.hasError) continue;
    const call = node.type === 'call' ? lossCall(node, document) : undefined;
    for (const { id, check, functions } of rules)
      if (call) add(id, check?.(call));
      else if (node.type !== 'call') add(id, functions?.check(node, document.resolver));
    yield;
  }
  return findings;
}

function lossCall(node: Node, { lossUses, resolver }: PythonDocument): LossCall | undefined {
  const callee = node.childForFieldName('function');
  const loss = callee ? lossUses.lossOf(callee) : undefined;
  // A class or function of the file itself may mean something else by the same arguments.
  if (!loss || loss.definition || loss.certainty !== 'resolved') return undefined;
  const { path } = loss.known;
  return { node, path, loss, computes: loss.isObject || !isClass(path), resolver };
}

function isWithin({ range, fix }: Finding, { startPosition, endPosition }: Node): boolean {
  const ranges = [range, ...(fix?.replacements ?? []).map((each) => each.range)];
  return ranges.every(({ start, end }) => start.line >= startPosition.row && end.line <= endPosition.row);
}

function moved(finding: Finding, rows: number): Finding {
  const { range, fix } = finding;
  const replacements = fix?.replacements.map((each) => ({ ...each, range: movedRange(each.range, rows) }));
  return {
    ...finding,
    range: movedRange(range, rows),
    ...(fix && replacements ? { fix: { ...fix, replacements } } : {}),
  };
}
