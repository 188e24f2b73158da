// The cases of the DIoU paper's simulation: 5,000 centres × 7 areas × 7 aspect ratios × 7 targets.
import { ALL_CASES } from '../../catalogue/experiments/diouConvergesFaster';
import { randomFrom } from './random';

export type Start = 'disc' | 'horizontal' | 'vertical' | 'contained';

export const CENTRES = 5000;
export const RADIUS = 3;
/** Where every target lies. */
export const TARGET_CENTRE = 10;

const RATIOS = [1 / 4, 1 / 3, 1 / 2, 1, 2, 3, 4] as const;
/** Areas, not sides: the paper's code and its text agree on that. */
const AREAS = [0.5, 0.67, 0.75, 1, 1.33, 1.5, 2] as const;

/** A box inside of its target is at most this much of its width and of its height. */
const FILLED = 0.8;

export interface BoxCases {
  readonly count: number;
  /** Boxes and targets, rows of centre, width and height, of the cases from `first` on. */
  rows(first: number, count: number): { readonly boxes: Float64Array; readonly targets: Float64Array };
  /** Which of the 5,000 centres a case starts from. */
  centreOf(position: number): number;
  readonly centres: readonly (readonly [x: number, y: number])[];
}

/**
 * The case of the `i`-th place is `i · step`. A step that shares no factor with 7 goes through every area, ratio and
 * target; for 68,600 it is 25.
 */
function stepFor(cases: number): number {
  let step = Math.floor(ALL_CASES / cases);
  while (step > 1 && step % 7 === 0) step--;
  return step;
}

export function boxCases(cases: number, start: Start, seed: number): BoxCases {
  const random = randomFrom(seed);
  // In units of the radius, around the target; in a disc, evenly by area.
  const draws = Array.from({ length: CENTRES }, () => [random.uniform(), random.uniform()] as const);
  const away = (u: number): number => RADIUS * (2 * u - 1);
  const centres = draws.map(([u, v]): readonly [number, number] => {
    const [radius, angle] = [RADIUS * Math.sqrt(u), 2 * Math.PI * v];
    if (start === 'horizontal') return [TARGET_CENTRE + away(u), TARGET_CENTRE];
    if (start === 'vertical') return [TARGET_CENTRE, TARGET_CENTRE + away(v)];
    if (start === 'contained') return [TARGET_CENTRE + away(u), TARGET_CENTRE + away(v)];
    return [TARGET_CENTRE + radius * Math.cos(angle), TARGET_CENTRE + radius * Math.sin(angle)];
  });
  const step = stepFor(cases);
  const place = (position: number): readonly [number, number, number, number] => {
    const index = position * step;
    const rest = index % 343;
    return [(index - rest) / 343, Math.floor(rest / 49), Math.floor(rest / 7) % 7, rest % 7];
  };
  return {
    count: cases,
    centres,
    centreOf: (position) => place(position)[0],
    rows(first, count) {
      const [boxes, targets] = [new Float64Array(4 * count), new Float64Array(4 * count)];
      for (let i = 0; i < count; i++) {
        const [centre, area, ratio, target] = place(first + i);
        const [size, shape, aim] = [AREAS[area]!, RATIOS[ratio]!, RATIOS[target]!];
        const [x, y] = centres[centre]!;
        const aimed = [TARGET_CENTRE, TARGET_CENTRE, Math.sqrt(aim), Math.sqrt(1 / aim)] as const;
        targets.set(aimed, 4 * i);
        const box = [x, y, Math.sqrt(size * shape), Math.sqrt(size / shape)] as const;
        boxes.set(start === 'contained' ? inside(box, aimed) : box, 4 * i);
      }
      return { boxes, targets };
    },
  };
}

/** The box made small enough for its target, its centre moved so that no side is outside. */
function inside(box: readonly number[], target: readonly number[]): readonly number[] {
  const [x = 0, y = 0, w = 1, h = 1] = box;
  const [tx = 0, ty = 0, tw = 1, th = 1] = target;
  const scale = Math.min(1, (FILLED * tw) / w, (FILLED * th) / h);
  const [width, height] = [scale * w, scale * h];
  const room = (at: number, middle: number, whole: number, part: number): number =>
    middle + ((at - middle) / RADIUS) * ((whole - part) / 2);
  return [room(x, tx, tw, width), room(y, ty, th, height), width, height];
}
