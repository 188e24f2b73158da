// Boxes as they come in: refused where their corners are the wrong way round, remembered where they have no area.
import { LossaryError } from '../../protocol/errors';
import type { ArraySource } from '../readers/source';

const NAMED = 5;

/** How many boxes have no area, and the first of them. Plain data. */
export interface DegenerateState {
  readonly count: number;
  readonly first: readonly number[];
}

/** The first boxes without area, and how many there are. */
export class DegenerateBoxes {
  count = 0;
  first: number[] = [];

  get state(): DegenerateState {
    return { count: this.count, first: this.first };
  }

  merge({ count, first }: DegenerateState): void {
    this.count += count;
    this.first = [...this.first, ...first].sort((a, b) => a - b).slice(0, NAMED);
  }

  /** @param boxes row-major, four numbers a box @param firstRow index of the first box */
  check(boxes: Float64Array, format: string, firstRow: number, source: ArraySource): void {
    for (let at = 0; at < boxes.length; at += 4) {
      const [a, b, c, d] = boxes.subarray(at, at + 4) as unknown as [number, number, number, number];
      const [width, height] = format === 'xyxy' ? [c - a, d - b] : [c, d];
      if (width < 0 || height < 0) throw refused(format, firstRow + at / 4, source, width < 0);
      if (width === 0 || height === 0) {
        if (this.first.length < NAMED) this.first.push(firstRow + at / 4);
        this.count++;
      }
    }
  }

  note(side: string): string[] {
    if (this.count === 0) return [];
    const more = this.count > this.first.length ? ', …' : '';
    const subject = this.count === 1 ? 'One box' : `${this.count} boxes`;
    return [`${subject} of the ${side} without area: ${this.first.join(', ')}${more}.`];
  }
}

function refused(format: string, row: number, source: ArraySource, wide: boolean): LossaryError {
  const sizes = format !== 'xyxy';
  return new LossaryError({
    code: 'range',
    file: source.name,
    place: `box ${row}`,
    message: sizes
      ? `The ${wide ? 'width' : 'height'} is negative.`
      : wide
        ? 'x2 is less than x1.'
        : 'y2 is less than y1.',
    fix: sizes
      ? `Is boxFormat right? It is ${format} now.`
      : 'Are these x, y, width, height? Then set boxFormat=xywh (or cxcywh for a centre).',
  });
}
