// Runs the rules over every call of a loss and every function in a document, statement by statement: after an edit
// only what the edit bears on is looked at again.
import type { Node } from 'web-tree-sitter';
import { isClass } from '../lossUses';
import { lastOf } from '../names';
import type { PythonDocument } from '../pythonDocument';
import type { Range } from '../reading';
import { boxFormat } from './boxFormat';
import { deprecatedReduction } from './deprecatedReduction';
import { diceWithoutSmoothing } from './diceWithoutSmoothing';
import { focalOfMean } from './focalOfMean';
import { INPUT_RULES } from './inputRules';
import { klDivMean } from './klDivMean';
import { posWeightNumber } from './posWeightNumber';
import type { Finding, LossCall, Problem, Rule } from './rule';
import { Statements } from './statements';

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

/** Finds the problems of one document again and again. */
export class ProblemFinder {
  #statements: Statements | undefined;
  /** By the key of a statement; lines are counted from where it starts. */
  #kept = new Map<string, readonly Finding[]>();

  /**
   * Yields after every call that it looked at, so that a caller may let others work; it must not go on when the
   * document was updated meanwhile.
   * @param isOn which rules are asked for.
   */
  *find(document: PythonDocument, isOn: (rule: string) => boolean): Generator<void, Finding[]> {
    const rules = RULES.filter(({ id }) => isOn(id));
    if (rules.length === 0) return [];
    const asked = rules.map(({ id }) => id).join();
    this.#statements ??= new Statements(relevantWords(document));
    const kept = new Map<string, readonly Finding[]>();
    const findings: Finding[] = [];
    for (const { node, key, isRelevant } of this.#statements.read(document.root)) {
      if (!isRelevant) continue;
      const { row } = node.startPosition;
      const name = `${asked} ${node.startPosition.column} ${key}`;
      let found = this.#kept.get(name);
      if (!found) {
        const problems = yield* problemsIn(node, document, rules);
        found = problems.map((each) => moved(each, -row));
        this.#kept.set(name, found);
      }
      kept.set(name, found);
      findings.push(...found.map((each) => moved(each, row)));
    }
    this.#kept = kept;
    return findings;
  }
}

/** All problems of a document at once. */
export function findProblems(document: PythonDocument, isOn: (rule: string) => boolean): Finding[] {
  const steps = new ProblemFinder().find(document, isOn);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
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

function lossCall(node: Node, { lossUses, resolver, root }: PythonDocument): LossCall | undefined {
  const callee = node.childForFieldName('function');
  const loss = callee ? lossUses.lossOf(callee) : undefined;
  // A class or function of the file itself may mean something else by the same arguments.
  if (!loss || loss.definition || loss.certainty !== 'resolved') return undefined;
  const { path } = loss.known;
  return { node, path, loss, computes: loss.isObject || !isClass(path), root, resolver };
}

function moved(finding: Finding, rows: number): Finding {
  const { range, fix } = finding;
  const move = ({ start, end }: Range): Range => ({
    start: { ...start, line: start.line + rows },
    end: { ...end, line: end.line + rows },
  });
  const replacements = fix?.replacements.map((each) => ({ ...each, range: move(each.range) }));
  return {
    ...finding,
    range: move(range),
    ...(fix && replacements ? { fix: { ...fix, replacements } } : {}),
  };
}
