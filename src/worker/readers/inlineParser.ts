// Reads one array literal out of a text, by recursive descent. inline.ts says what is understood.
import { InlineCursor, PRINT_VALUES } from './inlineCursor';
import { ARRAY_CALLS, HARMLESS_METHODS, kindOf, NUMBER_CALLS } from './inlineWords';
import { NumberList } from './numberList';
import { elementCount } from './shape';

/** NumPy's own limit. */
const MOST_AXES = 64;

const SCALAR: readonly number[] = [];

/** Gathers the numbers of one literal; every method advances `position` behind what it reads. */
export class InlineParser extends InlineCursor {
  readonly numbers = new NumberList();

  /** A number, list, tuple or call. Gives its shape. */
  readValue(depth = 0): readonly number[] {
    this.match('space');
    if (depth > MOST_AXES) this.fail('unsupported', `The brackets are nested deeper than ${MOST_AXES} axes.`);
    const from = this.numbers.length;
    const next = this.text[this.position];
    if (next === '[') return this.readSuffixes(this.readList(']', depth), from);
    if (next === '(') return this.readSuffixes(this.readList(')', depth), from);
    if (next === '<') return this.readTensorFlow(depth);
    return this.readWord(depth);
  }

  startsWithNumber(): boolean {
    this.match('space');
    const start = this.position;
    const found = this.match('nonFinite') ?? this.match('boolean') ?? this.match('number');
    this.position = start;
    return found !== undefined;
  }

  /** Numbers without brackets: a row a line. One row, or one number a line, is a vector. */
  readBareRows(): readonly number[] {
    let rows = 0;
    let columns = 0;
    while (this.position < this.text.length) {
      const start = this.position;
      const before = this.numbers.length;
      do this.readWord(0);
      while (this.match('bareSeparator') !== undefined);
      const here = this.numbers.length - before;
      columns ||= here;
      rows++;
      if (here !== columns) {
        this.fail(
          'shape',
          `This line has ${here} numbers, the lines before have ${columns}.`,
          undefined,
          start,
        );
      }
      this.match('space');
    }
    return rows === 1 || columns === 1 ? [this.numbers.length] : [rows, columns];
  }

  /** Skips `y =`, or what PyTorch prints before a parameter. */
  skipAssignment(): void {
    this.match('assignment');
  }

  expectEnd(): void {
    this.match('ending');
    if (this.position === this.text.length) return;
    this.fail(
      'notNumeric',
      `The array ends before this, but more follows: ${this.quoteHere()}.`,
      'Select one array.',
    );
  }

  private readList(close: ']' | ')', depth: number): readonly number[] {
    const start = this.position++;
    let item: readonly number[] | undefined;
    let count = 0;
    let comma = false;
    let separator: ',' | ' ' | undefined;
    for (;;) {
      this.match('space');
      const next = this.text[this.position];
      if (next === undefined) this.fail('corrupt', 'This bracket is never closed.', undefined, start);
      if (next === close) break;
      if (next === ']' || next === ')') this.fail('corrupt', `Expected ${close}, found ${next}.`);
      if (count > 0 && !comma) {
        const apart = /\s/.test(this.text[this.position - 1] ?? '');
        if (separator === ',' || close === ')' || !apart)
          this.fail('corrupt', 'A comma is missing before this.');
        separator = ' ';
      }
      const itemStart = this.position;
      const shape = this.readValue(depth + 1);
      item ??= shape;
      if (shape.length !== item.length || shape.some((size, axis) => size !== item?.[axis])) {
        this.failRagged(item, shape, count, itemStart);
      }
      count++;
      this.match('space');
      comma = this.text[this.position] === ',';
      if (!comma) continue;
      if (separator === ' ') this.fail('corrupt', 'A comma stands here, but the items before have none.');
      separator = ',';
      this.position++;
    }
    this.position++;
    if (close === ')' && count === 1 && !comma) return item ?? SCALAR;
    return [count, ...(item ?? SCALAR)];
  }

  private readWord(depth: number): readonly number[] {
    const start = this.position;
    const nonFinite = this.match('nonFinite');
    if (nonFinite !== undefined) {
      const word = nonFinite[2]!.toLowerCase();
      const sign = nonFinite[1] === '-' || word === 'ninf' ? -1 : 1;
      this.numbers.addReal(word === 'nan' || word === 'null' ? NaN : sign * Infinity);
      return SCALAR;
    }
    const boolean = this.match('boolean');
    if (boolean !== undefined) {
      this.numbers.addBoolean(boolean[1]!.toLowerCase() === 'true');
      return SCALAR;
    }
    const number = this.match('number');
    if (number !== undefined) {
      this.refuseExpression(start);
      this.addNumber(number[0].replaceAll('_', ''));
      return SCALAR;
    }
    return this.readOther(depth);
  }

  private addNumber(text: string): void {
    if (/^[+-]?\d+$/.test(text)) this.numbers.addInteger(text);
    else this.numbers.addReal(Number(text));
  }

  private readOther(depth: number): readonly number[] {
    const start = this.position;
    if (this.match('ellipsis') !== undefined) {
      this.fail(
        'unsupported',
        'This print is abbreviated (…): the numbers in the middle are missing.',
        'Print all of them: np.set_printoptions(threshold=np.inf), or torch.set_printoptions(profile="full").',
        start,
      );
    }
    const quoted = this.match('quoted');
    if (quoted !== undefined) return this.addQuoted(quoted[1] ?? quoted[2] ?? '', start);
    const name = this.match('name')?.[0];
    if (name !== undefined) {
      if (this.text[this.position] === '(') return this.readCall(name, start, depth);
      const fix = name === 'None' ? 'Write nan for a missing number.' : PRINT_VALUES;
      this.fail('notNumeric', `Expected a number, found ${name}.`, fix, start);
    }
    if (this.position >= this.text.length) this.fail('empty', 'There is no array here.');
    return this.fail('notNumeric', `Expected a number, found ${this.quoteHere()}.`);
  }

  private addQuoted(content: string, start: number): readonly number[] {
    const match = /^([+-]?)(nan|inf|infinity)$/i.exec(content.trim());
    if (match === null)
      this.fail('notNumeric', `Expected a number, found the text "${content}".`, undefined, start);
    const size = match[2]!.toLowerCase() === 'nan' ? NaN : Infinity;
    this.numbers.addReal(match[1] === '-' ? -size : size);
    return SCALAR;
  }

  private readCall(name: string, start: number, depth: number): readonly number[] {
    const call = name.split('.').at(-1)!;
    if (!ARRAY_CALLS.has(call) && !NUMBER_CALLS.has(call)) {
      this.fail('unsupported', `${name}(…) would have to be run.`, PRINT_VALUES, start);
    }
    this.position++;
    this.match('space');
    this.match('argumentName');
    const from = this.numbers.length;
    const shape = this.readValue(depth);
    this.match('space');
    if (!/^(?:[,)]|$)/.test(this.text.slice(this.position, this.position + 1))) {
      this.fail('notNumeric', `Expected a comma or a closing parenthesis, found ${this.quoteHere()}.`);
    }
    const options = this.readToClosing(start);
    const type = /dtype\s*=\s*([^,)]+)/.exec(options)?.[1] ?? /^,\s*([\w.'"]+)\s*(?:,|$)/.exec(options)?.[1];
    this.convert(type ?? call, from);
    return this.readSuffixes(shape, from);
  }

  /** What stands before the closing parenthesis of a call that began at `start`; moves behind it. */
  private readToClosing(start: number): string {
    const from = this.position;
    for (let open = 1; this.position < this.text.length; this.position++) {
      const character = this.text[this.position]!;
      if ('([{'.includes(character)) open++;
      if (')]}'.includes(character) && --open === 0) return this.text.slice(from, this.position++);
    }
    return this.fail('corrupt', 'This call is never closed.', undefined, start);
  }

  /** Methods after an array: `.reshape(2, 3)`, `.astype(float)`, `.cuda()`; refuses indices and arithmetic. */
  private readSuffixes(shape: readonly number[], from: number): readonly number[] {
    let result = shape;
    for (;;) {
      const start = this.position;
      const method = this.match('suffix')?.[1];
      if (method === undefined) break;
      const called = this.text[this.position] === '(';
      if (called) this.position++;
      const options = called ? this.readToClosing(start) : '';
      if (method === 'reshape' || method === 'view') result = this.reshaped(from, options, start);
      else if (called && /^(?:astype|to|type|float|double|half|int|long|bool)$/.test(method)) {
        this.convert(options === '' ? method : options, from);
      } else if (!HARMLESS_METHODS.has(method)) {
        this.fail('unsupported', `.${method} would have to be run.`, PRINT_VALUES, start);
      }
    }
    this.refuseExpression(this.position);
    return result;
  }

  private reshaped(from: number, options: string, start: number): readonly number[] {
    const sizes = options
      .replace(/[()]/g, '')
      .split(',')
      .filter((size) => size.trim() !== '')
      .map(Number);
    const count = this.numbers.length - from;
    const known = elementCount(sizes.filter((size) => size !== -1));
    const shape = sizes.map((size) => (size === -1 ? count / known : size));
    if (elementCount(shape) === count && shape.every((size) => Number.isInteger(size) && size >= 0))
      return shape;
    return this.fail('shape', `${count} numbers do not fit the shape (${options}).`, undefined, start);
  }

  private convert(typeName: string, from: number): void {
    const kind = kindOf(typeName);
    if (kind !== undefined) this.numbers.convert(from, kind);
  }

  private readTensorFlow(depth: number): readonly number[] {
    if (this.match('tensorFlow') === undefined) {
      this.fail('notNumeric', `Expected a number, found ${this.quoteHere()}.`, PRINT_VALUES);
    }
    const shape = this.readValue(depth);
    this.match('space');
    if (this.text[this.position] !== '>') this.fail('corrupt', 'Expected > at the end of the tensor.');
    this.position++;
    return shape;
  }

  private failRagged(first: readonly number[], here: readonly number[], index: number, start: number): never {
    const words = (shape: readonly number[]) =>
      shape.length === 0 ? 'is a single number' : `has ${shape.join(' × ')} numbers`;
    return this.fail(
      'shape',
      `The rows differ: row 0 ${words(first)}, row ${index} ${words(here)}.`,
      'Every row needs the same number of elements.',
      start,
    );
  }
}
