// Prints expressions as Python: one line a named local, what is used twice or would not fit into a line has a name,
// and log-sum-exp, softmax and softplus are the library's own functions.
import { isConstant } from '../build';
import { symbolsOf, topological, type Application, type Expr } from '../expression';
import { softplus } from './helpers';
import { meaningfulName } from './names';
import type { PrintOptions } from './options';
import { isOp, isTruth, logSoftmaxOf, negativeLogSoftmaxOf, softmaxOf } from './patterns';
import { atom, call, floating, number, printArithmetic, printScalar, Tightness, type Piece } from './pieces';

/** A line of Python is at most this long, without its indentation of four. */
const WIDTH = 75;

/** How much of a line a name and its sign take. */
const NAME = 16;

/** Shorter parts gain nothing by a name. */
const WORTH = 14;

export class Printer {
  /** Assignments so far, one a line, without indentation. */
  readonly lines: string[] = [];
  private readonly names = new Map<Expr, string>();
  private readonly taken: Set<string>;
  private readonly scalars = new Map<Expr, boolean>();
  /** Comparisons that have a name: truths, which become numbers where something is computed with them. */
  private readonly namedTruths = new Set<Expr>();

  constructor(private readonly options: PrintOptions) {
    this.taken = new Set(options.taken);
  }

  /** Writes what the expressions share, and each of them, as locals of these names. */
  assign(outputs: readonly { readonly name: string; readonly value: Expr }[]): void {
    for (const { name } of outputs) this.taken.add(name);
    this.share(outputs.map(({ value }) => value));
    for (const { name, value } of outputs) {
      const text = this.fitting(value, name.length + 3);
      if (text !== name) this.lines.push(`${name} = ${text}`);
      if (!this.names.has(value) && value.kind === 'apply') this.names.set(value, name);
    }
  }

  /** Writes a local for everything that is used more than once, but for what reads one of the symbols `later`. */
  share(roots: readonly Expr[], later: ReadonlySet<string> = new Set()): void {
    const order = this.reachable(roots);
    const uses = new Map<Expr, number>();
    for (const node of order) {
      if (node.kind === 'apply') for (const arg of this.argsOf(node)) uses.set(arg, (uses.get(arg) ?? 0) + 1);
    }
    // A minus has no name of its own: what is below it is used as often.
    for (const [node, count] of uses)
      if (isOp(node, 'neg')) uses.set(node.args[0]!, (uses.get(node.args[0]!) ?? 0) + count - 1);
    for (const node of order) {
      if (node.kind !== 'apply' || this.names.has(node) || roots.includes(node)) continue;
      if ((uses.get(node) ?? 0) < 2 || !this.worthName(node)) continue;
      if (!symbolsOf(node).some(({ name }) => later.has(name))) this.name(node);
    }
  }

  /** The expression as text; parts of it may become locals first. */
  text(e: Expr): string {
    return this.fitting(e, 0);
  }

  /** Nodes that are printed, arguments first: what a library function swallows is left out. */
  private reachable(roots: readonly Expr[]): Expr[] {
    const seen = new Set<Expr>();
    const order: Expr[] = [];
    const visit = (node: Expr): void => {
      if (seen.has(node)) return;
      seen.add(node);
      if (node.kind === 'apply') this.argsOf(node).forEach(visit);
      order.push(node);
    };
    roots.forEach(visit);
    return order;
  }

  /** The arguments that are printed: a softmax prints its logits only. */
  private argsOf(node: Application): readonly Expr[] {
    const logits = softmaxOf(node) ?? logSoftmaxOf(node);
    if (logits !== undefined) return [logits];
    const negative = negativeLogSoftmaxOf(node);
    return negative === undefined ? node.args : [negative];
  }

  private worthName(node: Application): boolean {
    if (node.op === 'neg' || this.isScalar(node)) return false;
    if (node.op === 'sub' && isConstant(node.args[0]!, 1) && node.args[1]!.kind === 'symbol') return false;
    return true;
  }

  private name(node: Application): string {
    const truth = isTruth(node);
    const text = this.fitting(node, NAME, truth ? () => this.condition(node) : undefined);
    if (truth) this.namedTruths.add(node);
    const wanted = meaningfulName(
      node,
      (s) => this.options.nameOf(s),
      (e) => this.names.get(e),
    );
    const name = this.free(wanted);
    this.lines.push(`${name} = ${text}`);
    this.names.set(node, name);
    return name;
  }

  private free(wanted: string): string {
    let name = wanted;
    for (let i = 2; this.taken.has(name); i++) name = `${wanted}_${i}`;
    this.taken.add(name);
    return name;
  }

  /** The text of an expression within the width: the longest of its parts become locals until it fits. */
  private fitting(e: Expr, before: number, print = (): string => this.print(e).text): string {
    for (;;) {
      const text = print();
      if (text.length + before <= WIDTH || e.kind !== 'apply') return text;
      const part = this.largestPart(e);
      if (part === undefined) return text;
      this.name(part);
    }
  }

  /** The part below an expression whose name would save most: of those that fit into a line, if there are any. */
  private largestPart(e: Application): Application | undefined {
    const parts = this.reachable([e]).flatMap((node) => {
      if (node === e || node.kind !== 'apply' || this.names.has(node) || this.isScalar(node)) return [];
      if (node.op === 'neg' || !this.isPrintedIn(node, e)) return [];
      return [{ node, length: this.print(node).text.length }];
    });
    const worth = parts.filter(({ length }) => length > WORTH).sort((a, b) => b.length - a.length);
    return (worth.find(({ length }) => length + NAME <= WIDTH) ?? worth[0])?.node;
  }

  /** Whether a node shows in the text of another: not below a part that has a name already. */
  private isPrintedIn(node: Expr, root: Application): boolean {
    const visit = (at: Expr): boolean =>
      at === node || (at.kind === 'apply' && !this.names.has(at) && this.argsOf(at).some(visit));
    return this.argsOf(root).some(visit);
  }

  private isScalar(e: Expr): boolean {
    const known = this.scalars.get(e);
    if (known !== undefined) return known;
    const found =
      e.kind === 'constant' ||
      (e.kind === 'symbol'
        ? this.options.isScalar(e)
        : e.level === 'total' && e.args.every((arg) => this.isScalar(arg)));
    this.scalars.set(e, found);
    return found;
  }

  private print(e: Expr): Piece {
    const name = this.names.get(e);
    if (name !== undefined)
      return atom(this.namedTruths.has(e) ? this.options.dialect.cast(name, this.options.like) : name);
    if (e.kind === 'constant') return number(e.value);
    if (e.kind === 'symbol') return atom(this.options.nameOf(e));
    if (!this.isScalar(e)) return this.printArray(e);
    return printScalar(e, this.inside, (x) => this.condition(x));
  }

  private readonly inside = (e: Expr, atLeast: Tightness): string => {
    const piece = this.print(e);
    return piece.tightness >= atLeast ? piece.text : `(${piece.text})`;
  };

  private printArray(e: Application): Piece {
    const { dialect, columnAxis } = this.options;
    const [a, b, c] = e.args as [Expr, Expr, Expr];
    const logSoftmax = logSoftmaxOf(e);
    if (logSoftmax !== undefined) return atom(dialect.logSoftmax(this.print(logSoftmax).text, columnAxis));
    const negative = negativeLogSoftmaxOf(e);
    if (negative !== undefined)
      return {
        text: `-${dialect.logSoftmax(this.print(negative).text, columnAxis)}`,
        tightness: Tightness.Unary,
      };
    const softmax = softmaxOf(e);
    if (softmax !== undefined) return atom(dialect.softmax(this.print(softmax).text, columnAxis));
    if (isTruth(e)) return atom(dialect.cast(this.condition(e), this.options.like));
    const arithmetic = printArithmetic(e, this.inside);
    if (arithmetic !== undefined) return arithmetic;
    const argument = (x: Expr): { text: string; isScalar: boolean } => ({
      text: this.isScalar(x) ? floating(this.print(x).text) : this.print(x).text,
      isScalar: this.isScalar(x),
    });
    const along = { axis: String(columnAxis), keep: true };
    const overSamples = this.options.sampleAxes === undefined ? {} : { axis: this.options.sampleAxes };
    const overGroups = this.options.groupAxis === undefined ? {} : { axis: this.options.groupAxis };
    switch (e.op) {
      case 'select':
        if (this.isScalar(a))
          return atom(`(${this.print(b).text} if ${this.condition(a)} else ${this.print(c).text})`);
        return call(dialect.where, this.condition(a), argument(b).text, argument(c).text);
      case 'min':
      case 'max':
        return atom(dialect.extreme(e.op, argument(a), argument(b)));
      case 'softplus':
        return atom(softplus(this.print(a).text, dialect));
      case 'logCosh':
        return call('log_cosh', this.print(a).text);
      case 'clampedLog':
        return this.clampedLog(a);
      case 'xlogy':
        return atom(dialect.xlogy(this.print(a).text, this.print(b).text));
      case 'binaryCrossEntropy':
        return this.binaryCrossEntropy(a, b, c);
      case 'sumColumns':
        return atom(dialect.sum(this.print(a).text, along));
      case 'maxColumns':
        return atom(dialect.largest(this.print(a).text, along));
      case 'logSumExp':
        return atom(dialect.logSumExp(this.print(a).text, columnAxis));
      case 'cumulative':
        return atom(dialect.cumulative(this.print(a).text, columnAxis));
      case 'cumulativeBack':
        return atom(
          dialect.flip(
            dialect.cumulative(dialect.flip(this.print(a).text, columnAxis), columnAxis),
            columnAxis,
          ),
        );
      case 'pick':
        return this.pick(a);
      case 'sumSamples':
        return atom(dialect.sum(this.print(a).text, overSamples));
      case 'sumGroups':
        return atom(dialect.sum(this.print(a).text, overGroups));
      case 'maxGroups':
        return atom(dialect.largest(this.print(a).text, { ...overGroups, keep: true }));
      default:
        return call(dialect.unary[e.op] ?? e.op, this.print(a).text);
    }
  }

  /** ln(1 − p) as log1p(−p). */
  private clampedLog(a: Expr): Piece {
    if (a.kind === 'apply' && a.op === 'sub' && isConstant(a.args[0]!, 1) && !this.names.has(a))
      return call('clamped_log1p', `-${this.inside(a.args[1]!, Tightness.Unary)}`);
    return call('clamped_log', this.print(a).text);
  }

  private binaryCrossEntropy(p: Expr, y: Expr, w: Expr): Piece {
    const own = this.options.dialect.binaryCrossEntropy;
    const [prediction, label] = [this.print(p).text, this.print(y).text];
    if (own !== undefined && isConstant(w, 1)) return atom(own(prediction, label));
    const weight = isConstant(w, 1) ? '' : `${this.inside(w, Tightness.Product)} * `;
    const [factor, inner] = [this.inside(y, Tightness.Product), this.inside(p, Tightness.Unary)];
    const one = `${weight}${factor} * clamped_log(${prediction})`;
    const other = `(1 - ${this.inside(y, Tightness.Product)}) * clamped_log1p(-${inner})`;
    return { text: `-(${one} + ${other})`, tightness: Tightness.Unary };
  }

  private pick(a: Expr): Piece {
    if (a.kind === 'apply' && a.op === 'neg' && !this.names.has(a))
      return { text: `-${this.pick(a.args[0]!).text}`, tightness: Tightness.Unary };
    const { dialect, columnAxis, like, index = 'label' } = this.options;
    const text = this.print(a).text;
    const wide = topological([a]).some(
      (n) => n.kind === 'symbol' && n.level === 'column' && WIDE.has(n.name),
    );
    return atom(dialect.pick(wide ? text : dialect.broadcast(text, like), index, columnAxis));
  }

  private comparison(e: Application): string {
    const [a, b] = e.args as [Expr, Expr];
    const sign = e.op === 'less' ? '<' : e.op === 'lessEqual' ? '<=' : '==';
    // A bound reads better on the right.
    const flipped = this.isScalar(a) && !this.isScalar(b);
    const turned = sign === '<' ? '>' : sign === '<=' ? '>=' : '==';
    return flipped
      ? `${this.inside(b, Tightness.Sum)} ${turned} ${this.inside(a, Tightness.Sum)}`
      : `${this.inside(a, Tightness.Sum)} ${sign} ${this.inside(b, Tightness.Sum)}`;
  }

  /** An expression that is asked whether it is 0. */
  private condition(e: Expr): string {
    if (e.kind === 'symbol' && this.options.truths?.has(e.name) === true) return this.options.nameOf(e);
    if (this.namedTruths.has(e)) return this.names.get(e) ?? '';
    if (e.kind === 'apply' && !this.names.has(e) && isTruth(e)) {
      if (e.op !== 'mul') return this.comparison(e);
      return e.args
        .map((arg) => (this.names.has(arg) ? this.condition(arg) : `(${this.condition(arg)})`))
        .join(' & ');
    }
    return `${this.inside(e, Tightness.Sum)} != 0`;
  }
}

/** Symbols that have a number for each column of each sample. */
const WIDE = new Set(['prediction', 'label', 'isLabel', 'cost', 'negative']);
