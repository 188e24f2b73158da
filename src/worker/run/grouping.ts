// Which group each element belongs to, for losses that have one value a group: all elements, each sample of the
// first axis, each class, or both.
import type { Arrangement } from './arrangement';

/** A run of samples that share their groups: one group for all columns, or one group a column. */
export interface Segment {
  readonly start: number;
  readonly rows: number;
  /** The group, or the group of column 0; column k then has group `group + k`. */
  readonly group: number;
}

export interface Grouping {
  readonly groups: number;
  /** The shape of one value a group: [], [N], [C] or [N, C]. */
  readonly shape: readonly number[];
  readonly byColumn: boolean;
  readonly segments: readonly Segment[];
}

export function groupingOf(arrangement: Arrangement, per: string): Grouping {
  const { rows, columns, shape, layout } = arrangement;
  const bySample = per === 'sample' || per === 'sample-class';
  const byClass = per === 'class' || per === 'sample-class';
  const samples = shape[0] ?? 1;
  if (layout === 'classes') {
    const classes = byClass ? columns : 1;
    const each = rows / samples;
    const segments: Segment[] = bySample
      ? Array.from({ length: samples }, (_, n) => ({ start: n * each, rows: each, group: n * classes }))
      : [{ start: 0, rows, group: 0 }];
    return {
      groups: (bySample ? samples : 1) * classes,
      shape: [...(bySample ? [samples] : []), ...(byClass ? [columns] : [])],
      byColumn: byClass,
      segments,
    };
  }
  return elementGrouping(rows, shape, bySample, byClass);
}

/** Elements of equal shapes: samples are the first axis, classes the second. */
function elementGrouping(
  rows: number,
  shape: readonly number[],
  bySample: boolean,
  byClass: boolean,
): Grouping {
  const samples = shape[0] ?? 1;
  const classes = byClass ? (shape[1] ?? 1) : 1;
  if (!bySample && !byClass) {
    return { groups: 1, shape: [], byColumn: false, segments: [{ start: 0, rows, group: 0 }] };
  }
  const each = rows / samples / classes;
  const segments: Segment[] = [];
  for (let n = 0; n < samples; n++) {
    for (let k = 0; k < classes; k++) {
      segments.push({ start: (n * classes + k) * each, rows: each, group: (bySample ? n * classes : 0) + k });
    }
  }
  return {
    groups: (bySample ? samples : 1) * classes,
    shape: [...(bySample ? [samples] : []), ...(byClass ? [classes] : [])],
    byColumn: false,
    segments,
  };
}
