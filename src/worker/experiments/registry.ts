// The computation of each experiment, by its id.
import type { ExperimentComputation } from './computation';
import { diceForeground } from './diceForeground';
import { diceIsF1 } from './diceIsF1';
import { diceSinglePoint } from './diceSinglePoint';
import { diceUnstable } from './diceUnstable';
import { diouConvergesFaster } from './diouConvergesFaster';
import { emdFlow } from './emdFlow';
import { focalLowersGradient } from './focalLowersGradient';
import { form1ManyNegatives } from './form1ManyNegatives';
import { form1NeverUpdatesZeros } from './form1NeverUpdatesZeros';
import { form2IsLarger } from './form2IsLarger';
import { giouBelowIou } from './giouBelowIou';
import { giouDegenerates } from './giouDegenerates';
import { jsIsSmoother } from './jsIsSmoother';
import { negativesSwamp } from './negativesSwamp';
import { smallWeightsRobust } from './smallWeightsRobust';
import { softDiceRaw } from './softDiceRaw';
import { wceShiftsErrors } from './wceShiftsErrors';

export const COMPUTATIONS: Readonly<Record<string, ExperimentComputation>> = {
  'diou-converges-faster': diouConvergesFaster,
  'form-2-is-larger': form2IsLarger,
  'form-1-never-updates-zeros': form1NeverUpdatesZeros,
  'focal-lowers-gradient': focalLowersGradient,
  'negatives-swamp': negativesSwamp,
  'dice-single-point': diceSinglePoint,
  'giou-below-iou': giouBelowIou,
  'giou-degenerates': giouDegenerates,
  'form-1-many-negatives': form1ManyNegatives,
  'dice-foreground': diceForeground,
  'dice-unstable': diceUnstable,
  'soft-dice-raw': softDiceRaw,
  'dice-is-f1': diceIsF1,
  'js-is-smoother': jsIsSmoother,
  'small-weights-robust': smallWeightsRobust,
  'wce-shifts-errors': wceShiftsErrors,
  'emd-flow': emdFlow,
};
