// IoU and GIoU of random pairs of boxes, after scaling, and their gradients at two given boxes.
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import { Breather } from '../run/context';
import type { ExperimentComputation } from './computation';
import { evaluatorOf } from './evaluate';
import { randomFrom, type Random } from './random';
import { same } from './words';

const BLOCK = 10_000;
const SCALE = 10;
/** Pairs in the picture. */
const SHOWN = 2000;
/** Differences below this are rounding. */
const EQUAL = 1e-12;
const SHAPE = { layout: 'boxes', columns: 1 } as const;

export const giouBelowIou: ExperimentComputation = async (params, context) => {
  const pairs = numberAt(params, 'pairs');
  const random = randomFrom(numberAt(params, 'seed'));
  const [iou, giou] = ['box_iou', 'box_giou'].map((id) => evaluatorOf(id, {}, SHAPE)) as [
    Evaluator,
    Evaluator,
  ];
  const breather = new Breather(context);
  const shown: { readonly x: number[]; readonly y: number[] } = { x: [], y: [] };
  let [largest, equal, scaled] = [-Infinity, 0, 0];
  for (let first = 0; first < pairs; first += BLOCK) {
    const cases = Math.min(BLOCK, pairs - first);
    const [prediction, label] = [boxes(cases, random), boxes(cases, random)];
    const one = iou.values({ cases, prediction, label });
    const other = giou.values({ cases, prediction, label });
    const grown = iou.values({ cases, prediction: times(prediction), label: times(label) });
    for (let i = 0; i < cases; i++) {
      const difference = other[i]! - one[i]!;
      largest = Math.max(largest, difference);
      if (Math.abs(difference) <= EQUAL) equal++;
      const change = grown[i]! - one[i]!;
      if (Math.abs(change) > Math.abs(scaled)) scaled = change;
      if (shown.x.length < SHOWN) {
        shown.x.push(one[i]!);
        shown.y.push(other[i]!);
      }
    }
    await breather.pause((first + cases) / pairs, `${first + cases} of ${pairs} pairs`);
  }
  return {
    measures: {
      largestDifference: largest,
      equalPairs: equal,
      scaleDifference: scaled,
      ...gradients(listOf(params, 'prediction'), listOf(params, 'label')),
      sameIou: layouts(giou),
    },
    figures: [
      {
        kind: 'scatter',
        id: 'pairs',
        title: { en: 'GIoU against IoU of random pairs', zh: '随机框对的 GIoU 与 IoU' },
        x: { label: same('IoU'), domain: [0, 1] },
        y: { label: same('GIoU'), domain: [-1, 1] },
        series: [
          { name: { en: 'pairs', zh: '框对' }, ...shown },
          { name: same('GIoU = IoU'), x: [0, 1], y: [0, 1] },
        ],
      },
    ],
  };
};

type Evaluator = ReturnType<typeof evaluatorOf>;

/** Centres in the unit square, widths and heights in (0, 1]. */
function boxes(count: number, random: Random): Float64Array {
  const corners = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    const [x, y] = [random.uniform(), random.uniform()];
    const [w, h] = [1 - random.uniform(), 1 - random.uniform()];
    corners.set([x - w / 2, y - h / 2, x + w / 2, y + h / 2], 4 * i);
  }
  return corners;
}

function times(values: Float64Array): Float64Array {
  return values.map((v) => SCALE * v);
}

function gradients(prediction: readonly number[], label: readonly number[]): Record<string, number> {
  const at = { cases: 1, prediction: Float64Array.from(prediction), label: Float64Array.from(label) };
  return Object.fromEntries(
    ['iou', 'giou', 'diou'].map((name) => {
      const { gradient } = evaluatorOf(`${name}_loss`, { eps: 0 }, SHAPE).evaluate(at);
      return [`disjointGradient.${name}`, Math.hypot(...gradient)];
    }),
  );
}

/** Two squares of side 2 that share half of each, side by side; and one of area 4 in one of area 12: IoU 1/3 both. */
function layouts(giou: Evaluator): number[] {
  const side = Math.sqrt(12);
  const low = (side - 2) / 2;
  const prediction = Float64Array.of(0, 0, 2, 2, low, low, low + 2, low + 2);
  const label = Float64Array.of(1, 0, 3, 2, 0, 0, side, side);
  const cornered = [
    Float64Array.of(0, 0, 2, 2),
    Float64Array.of(0.5, offsetFor(0.5), 2.5, 2 + offsetFor(0.5)),
  ] as const;
  return [
    ...giou.values({ cases: 2, prediction, label }).slice(0, 1),
    ...giou.values({ cases: 1, prediction: cornered[0], label: cornered[1] }),
  ];
}

/** How far two squares of side 2 lie apart along y for an IoU of 1/3, if they lie `dx` apart along x. */
function offsetFor(dx: number): number {
  // (2 − dx)(2 − dy) = 2, half of the area of each.
  return 2 - 2 / (2 - dx);
}
