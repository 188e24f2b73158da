// A loss that exists only as a formula somebody typed: declared on the fly, so that gradient, check and LaTeX follow
// as for any other.
import { symbolsOf, topological, type Expr } from '../math/expression';
import { toLatex } from '../math/latex';
import { parseFormula } from '../math/parse';
import { FormulaError } from '../math/tokens';
import type { Parameters } from '../protocol/compute';
import { LossaryError } from '../protocol/errors';
import type { Declaration, Form, NumberParameter, Text } from './declaration';
import { PER } from './parameters';
import { LABEL, parameter, predictionOf } from './symbols';

/** How the prediction is called, and how that is printed. */
const PREDICTIONS: Readonly<Record<string, Expr>> = {
  p: predictionOf('probability'),
  z: predictionOf('logit'),
  q: predictionOf('distribution'),
  f: predictionOf('score'),
  yhat: predictionOf('real'),
  ŷ: predictionOf('real'),
  prediction: predictionOf('real'),
};

const LABELS: ReadonlySet<string> = new Set(['y', 'label']);

/** What expressions call the data and their sums by. */
const TAKEN =
  /^(valid|mask|columns|columnIndex|sampleWeight|isLabel|gradientScale|count|groups|per|ignoreIndex|S\d+|piece\d+)$/;

const GREEK =
  /^(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|chi|psi|omega)$/;

const NOTHING: Text = { en: '', zh: '' };

/**
 * A loss over elements: `p` (or `z`, `q`, `f`, `yhat`) is the prediction, `y` the label, every other name a
 * parameter. A value of each element is reduced as asked; a formula of sums is a value of a group, as `per` says.
 * @param own values of the parameters; a name among them is a parameter, even `q` or `e`
 * @param shared values that parameters have where `own` has none
 * @throws LossaryError `formula` with the column, or `badParameter` where a value is missing
 */
export function declareFormula(text: string, own: Parameters, shared: Parameters = {}): Declaration {
  const names = new Map<string, NumberParameter>();
  const value = parsed(text, own, shared, names);
  const form = formOf(value);
  const usesLabel = symbolsOf(value).includes(LABEL);
  return {
    id: 'formula',
    kind: 'loss',
    name: { en: text, zh: text },
    tasks: ['regression', 'classification', 'segmentation'],
    family: 'error',
    layouts: ['elements'],
    parameters: [...names.values(), ...(form.kind === 'groups' ? [PER] : [])],
    prediction: () => 'real',
    label: () => (usesLabel ? 'real' : 'none'),
    form: () => form,
    note: {
      formula: toLatex(value),
      summary: NOTHING,
      gradient: NOTHING,
      use: NOTHING,
      avoid: NOTHING,
      neighbours: NOTHING,
      pitfalls: [],
      sources: [],
    },
    presets: [],
    aliases: [],
  };
}

function parsed(
  text: string,
  own: Parameters,
  shared: Parameters,
  names: Map<string, NumberParameter>,
): Expr {
  let predicted: string | undefined;
  const nameOf = (name: string, column: number): Expr | undefined => {
    if (!Object.hasOwn(own, name)) {
      if (LABELS.has(name)) return LABEL;
      const prediction = Object.hasOwn(PREDICTIONS, name) ? PREDICTIONS[name] : undefined;
      if (prediction !== undefined) {
        predicted ??= name;
        if (PREDICTIONS[predicted] === prediction) return prediction;
        throw new FormulaError(
          `“${name}” stands for the prediction, and so does “${predicted}” before it.`,
          column,
          `Give ${name} a value if it is a parameter; the label is y.`,
        );
      }
      if (name === 'e' || name === 'pi' || name === 'π') return undefined;
    }
    const declared = declareParameter(name, own[name] ?? shared[name], column);
    names.set(name, declared);
    return parameter(name, declared.latex);
  };
  try {
    const value = parseFormula(text, nameOf);
    if (predicted !== undefined && value.level !== 'total') return value;
    throw new FormulaError(
      'The formula does not depend on the prediction.',
      1,
      'The prediction is p (or z, q, f, yhat), the label y.',
    );
  } catch (error) {
    throw error instanceof FormulaError ? described(error) : error;
  }
}

function declareParameter(
  name: string,
  value: Parameters[string] | undefined,
  column: number,
): NumberParameter {
  if (TAKEN.test(name) || name === 'prediction' || LABELS.has(name)) {
    throw new FormulaError(
      `“${name}” cannot be a parameter of a formula.`,
      column,
      'Choose another name for it.',
    );
  }
  if (typeof value !== 'number') {
    const given = value !== undefined;
    throw new LossaryError({
      code: 'badParameter',
      place: `column ${column}`,
      message: given
        ? `${name} cannot be ${JSON.stringify(value)}: a formula's parameter is a number.`
        : `The formula uses “${name}”, and no value is given for it.`,
      fix: `Give it among the parameters, such as ${name}=1; the prediction is p, the label y.`,
    });
  }
  return {
    kind: 'number',
    name,
    latex: latexOf(name),
    default: value,
    min: -Infinity,
    max: Infinity,
    meaning: NOTHING,
  };
}

/** γ for gamma, w_{fp} for w_fp, upright letters for a word. */
function latexOf(name: string): string {
  const [first = name, ...rest] = name.split('_').filter((part) => part !== '');
  const letter = GREEK.test(first) ? `\\${first}` : first.length > 1 ? `\\mathrm{${first}}` : first;
  return rest.length === 0 ? letter : `${letter}_{\\mathrm{${rest.join('\\,')}}}`;
}

function formOf(value: Expr): Form {
  const sums = topological([value]).some((node) => node.kind === 'apply' && node.op === 'sumSamples');
  if (!sums) return { kind: 'samples', loss: value };
  if (value.level === 'group') return { kind: 'groups', value };
  throw described(
    new FormulaError(
      'The formula has sums over all elements, and still a value of each element.',
      1,
      'Put sum(…) or mean(…) around what varies.',
    ),
  );
}

function described({ message, column, fix }: FormulaError): LossaryError {
  return new LossaryError({
    code: 'formula',
    message,
    place: `column ${column}`,
    ...(fix === undefined ? {} : { fix }),
  });
}
