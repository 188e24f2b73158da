// Inputs of experiments that are better dragged than typed: two boxes, and the points of a flow.
import type { Parameters } from '../../../../src/protocol/compute';
import { boxFigure, type BoxFigure, type Which } from '../boxes/boxFigure';
import type { Box } from '../boxes/box';
import type { ExperimentsSay } from './words';

export interface Handles {
  readonly figure: BoxFigure;
  /** Called in every frame with every control's value. */
  readonly update: (params: Parameters, say: ExperimentsSay) => void;
}

export type SetParameters = (changes: Parameters, dragging: boolean) => void;

/** How the boxes of an experiment lie on the plot of boxes, and what a drag of one of them sets. */
interface BoxInputs {
  readonly boxes: (params: Parameters) => Readonly<Record<Which, Box>>;
  readonly set: (which: Which, box: Box, params: Parameters) => Parameters;
}

const list = (params: Parameters, name: string): readonly number[] => {
  const value = params[name];
  return Array.isArray(value) ? (value as readonly number[]) : [];
};

const corners = ([x1 = 0, y1 = 0, x2 = 1, y2 = 1]: readonly number[]): Box => ({ x1, y1, x2, y2 });

/** To what a person can tell apart on the plot. */
const rounded = (v: number): number => Math.round(v * 100) / 100;

/** Units of the experiment for one of the plot, and where its origin lies. */
const INSIDE = { scale: 0.6, origin: 0.5 };
const toPlot = (v: number): number => INSIDE.origin + INSIDE.scale * v;
const fromPlot = (v: number): number => rounded((v - INSIDE.origin) / INSIDE.scale);

const INPUTS: Readonly<Record<string, BoxInputs>> = {
  'giou-below-iou': {
    boxes: (params) => ({
      prediction: corners(list(params, 'prediction')),
      label: corners(list(params, 'label')),
    }),
    set: (which, { x1, y1, x2, y2 }) => ({ [which]: [x1, y1, x2, y2].map(rounded) }),
  },
  // The prediction is given by its size and how far its centre is from the target's, along x.
  'giou-degenerates': {
    boxes: (params) => {
      const target = corners(list(params, 'target'));
      const [w = 1, h = w] = list(params, 'size');
      const [x, y] = [(target.x1 + target.x2) / 2 + Number(params['offset']), (target.y1 + target.y2) / 2];
      const prediction = { x1: x - w / 2, x2: x + w / 2, y1: y - h / 2, y2: y + h / 2 };
      const placed = (box: Box): Box => corners([box.x1, box.y1, box.x2, box.y2].map(toPlot));
      return { prediction: placed(prediction), label: placed(target) };
    },
    set: (which, box, params): Parameters => {
      const sides = [box.x1, box.y1, box.x2, box.y2].map(fromPlot);
      if (which === 'label') return { target: sides };
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = sides;
      const target = corners(list(params, 'target'));
      return {
        size: [Math.max(0.01, rounded(x2 - x1)), Math.max(0.01, rounded(y2 - y1))],
        offset: rounded((x1 + x2) / 2 - (target.x1 + target.x2) / 2),
      };
    },
  },
};

/** The boxes of an experiment to drag; nothing where it has none. */
export function boxHandles(id: string, set: SetParameters): Handles | undefined {
  const inputs = INPUTS[id];
  if (inputs === undefined) return undefined;
  let current: Parameters = {};
  const figure = boxFigure((which, box, dragging) => set(inputs.set(which, box, current), dragging));
  return {
    figure,
    update: (params, say) => {
      current = params;
      const boxes = inputs.boxes(params);
      const spoken = ({ x1, y1, x2, y2 }: Box): string =>
        say('box', rounded(x1), rounded(y1), rounded(x2), rounded(y2));
      figure.update({
        ...boxes,
        names: { prediction: say('predictedBox'), label: say('trueBox') },
        spoken: { prediction: spoken(boxes.prediction), label: spoken(boxes.label) },
        pull: undefined,
        pullColour: 'currentColor',
        tracks: [],
      });
    },
  };
}
