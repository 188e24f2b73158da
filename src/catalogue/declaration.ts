// What a catalogue entry is: a loss or metric declared once, with its parameters, its note, the conventions of
// other libraries as presets, and the names it goes by in code.
import type { Expr } from '../math/expression';
import type { Parameters, ParameterValue } from '../protocol/compute';

/** A sentence or a paragraph in both languages. Inline formulas stand between dollar signs. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Task = 'regression' | 'classification' | 'segmentation' | 'detection' | 'distributions';

export type Family =
  | 'error'
  | 'margin'
  | 'distribution'
  | 'divergence'
  | 'box'
  | 'region'
  | 'boundary'
  | 'compound'
  | 'regularizer'
  | 'counts'
  | 'ranking'
  | 'surface';

/** What numbers a prediction may hold, and so how it is checked, drawn and labelled. */
export type PredictionDomain =
  'real' | 'probability' | 'logit' | 'score' | 'logProbability' | 'distribution' | 'box';

/** What numbers a label may hold. `sign` accepts {0, 1} as well as {−1, 1}. */
export type LabelDomain = 'real' | 'binary' | 'sign' | 'class' | 'distribution' | 'box' | 'none';

interface ParameterBase {
  readonly name: string;
  readonly meaning: Text;
}

/** A number that may move without anything being compiled again. `null` switches an optional one off. */
export interface NumberParameter extends ParameterBase {
  readonly kind: 'number';
  readonly latex: string;
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
  /** What a slider covers where that is less than the allowed range. */
  readonly slider?: readonly [number, number];
  readonly scale?: 'linear' | 'log';
  readonly integer?: boolean;
  readonly optional?: boolean;
  /** Words it takes besides numbers: `auto`. */
  readonly words?: readonly string[];
}

/** One of a few forms; a change builds another expression. */
export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}

export interface SwitchParameter extends ParameterBase {
  readonly kind: 'switch';
  readonly default: boolean;
}

/** One number a class; `null` where absent. */
export interface VectorParameter extends ParameterBase {
  readonly kind: 'vector';
  readonly latex: string;
  readonly default: null;
  readonly required?: boolean;
  /** Also takes one number for all classes. */
  readonly orNumber?: boolean;
}

/** Free text: an expression over ids, the name of a loss. */
export interface TextParameter extends ParameterBase {
  readonly kind: 'text';
  readonly default: string | null;
}

export type Parameter = NumberParameter | ChoiceParameter | SwitchParameter | VectorParameter | TextParameter;

/**
 * How prediction and label are laid against each other.
 * `elements`: equal shapes, each element for itself.
 * `classes`: scores [N, C, …] against class indices [N, …] or one-hot or soft labels [N, C, …].
 * `distributions`: each row of the last axis is one distribution.
 * `boxes`: N×4 against N×4.
 */
export type Layout = 'elements' | 'classes' | 'distributions' | 'boxes';

/** What a form is built for: every parameter's value and how the data lie. */
export interface Setting {
  readonly params: Parameters;
  readonly layout: Layout;
  /** For `classes`: whether labels are indices (`pick` works) or a column each. */
  readonly labels: 'index' | 'columns';
  /** Names of the extra inputs that are given: `sampleWeight`, `positions`, `cost`. */
  readonly inputs: ReadonlySet<string>;
}

/** One value a sample, then reduced: `mean` is Σ loss / Σ weight, where weight is 1 if absent. */
export interface SamplesForm {
  readonly kind: 'samples';
  readonly loss: Expr;
  readonly weight?: Expr;
}

/** One value a group of elements: an expression of sums over them (`sumSamples`), at group or total level. */
export interface GroupsForm {
  readonly kind: 'groups';
  readonly value: Expr;
}

/** A value of the counts TP, FP, FN, TN of hard decisions (symbols of `counts.ts`); several by name. */
export interface CountsForm {
  readonly kind: 'counts';
  readonly value: Expr | Readonly<Record<string, Expr>>;
}

/** Not a sum: computed by the worker's algorithm of this name. */
export interface AlgorithmForm {
  readonly kind: 'algorithm';
  readonly algorithm: string;
}

export type Form = SamplesForm | GroupsForm | CountsForm | AlgorithmForm;

export interface Preset {
  /** As a user names it: `torchvision`, `form 1`. */
  readonly name: string;
  readonly params: Parameters;
  /** Why the numbers differ from the default's. */
  readonly meaning: Text;
}

/** A name in code that means this entry, with the convention of the library it comes from. */
export interface Alias {
  /** Full dotted path: `torch.nn.BCEWithLogitsLoss`. */
  readonly path: string;
  /** What the name alone settles. */
  readonly params?: Parameters;
  readonly preset?: string;
  /** The library's default reduction, where it is not `mean`. */
  readonly reduction?: 'sum' | 'none';
  /** Our parameter for each of its arguments that has one: `{ label_smoothing: 'labelSmoothing' }`. */
  readonly arguments?: Readonly<Record<string, string>>;
}

export interface Source {
  readonly title: string;
  /** arXiv id, DOI or address. */
  readonly link: string;
}

/** What a person should know, a page at most. */
export interface Note {
  /** As a textbook prints it, LaTeX. */
  readonly formula: string;
  readonly summary: Text;
  readonly gradient: Text;
  readonly use: Text;
  readonly avoid: Text;
  readonly neighbours: Text;
  readonly pitfalls: readonly Text[];
  readonly sources: readonly Source[];
}

export interface Declaration {
  readonly id: string;
  readonly kind: 'loss' | 'metric';
  readonly name: Text;
  /** Short name: "BCE", "GIoU". */
  readonly abbreviation?: string;
  readonly tasks: readonly Task[];
  readonly family: Family;
  /** Layouts that it takes; with several, the shapes decide (equal shapes: the first). */
  readonly layouts: readonly Layout[];
  readonly parameters: readonly Parameter[];
  readonly prediction: (params: Parameters) => PredictionDomain;
  readonly label: (params: Parameters, layout: Layout) => LabelDomain;
  readonly form: (setting: Setting) => Form;
  readonly note: Note;
  readonly presets: readonly Preset[];
  readonly aliases: readonly Alias[];
  /** Extra inputs it needs or takes, by name. */
  readonly inputs?: Readonly<Record<string, { readonly required: boolean; readonly meaning: Text }>>;
  /** Why it has no gradient, where it has none. */
  readonly noGradient?: Text;
}

export function numberOf(params: Parameters, name: string): number | null {
  const value: ParameterValue | undefined = params[name];
  return typeof value === 'number' ? value : null;
}

export function textOf(params: Parameters, name: string): string {
  const value: ParameterValue | undefined = params[name];
  return typeof value === 'string' ? value : '';
}
