// Runs the rules over every call of a loss in a document.
import { isClass } from '../lossUses';
import type { PythonDocument } from '../pythonDocument';
import { ACTIVATION_RULES } from './activationRules';
import { deprecatedReduction } from './deprecatedReduction';
import { klDivMean } from './klDivMean';
import { posWeightNumber } from './posWeightNumber';
import type { Finding, Rule } from './rule';

export const RULES: readonly Rule[] = [deprecatedReduction, klDivMean, posWeightNumber, ...ACTIVATION_RULES];

/** @param isOn which rules are asked for. */
export function findProblems(document: PythonDocument, isOn: (rule: string) => boolean): Finding[] {
  const rules = RULES.filter(({ id }) => isOn(id));
  if (rules.length === 0) return [];
  const { lossUses, resolver, root } = document;
  const findings: Finding[] = [];
  for (const node of root.descendantsOfType('call')) {
    const callee = node.childForFieldName('function');
    // A class or function of the file itself may mean something else by the same arguments.
    const loss = callee ? lossUses.lossOf(callee) : undefined;
    if (!loss || loss.definition || loss.certainty !== 'resolved' || node.hasError) continue;
    const { path } = loss.known;
    const call = { node, path, loss, computes: loss.isObject || !isClass(path), root, resolver };
    for (const { id, check } of rules) {
      const problem = check(call);
      if (problem) findings.push({ ...problem, rule: id });
    }
  }
  return findings;
}
