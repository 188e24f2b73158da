// Every experiment, in the order in which lists show them.
import { DICE_FOREGROUND } from './diceForeground';
import { DICE_IS_F1 } from './diceIsF1';
import { DICE_SINGLE_POINT } from './diceSinglePoint';
import { DICE_UNSTABLE } from './diceUnstable';
import { DIOU_CONVERGES_FASTER } from './diouConvergesFaster';
import { EMD_FLOW } from './emdFlow';
import type { Experiment } from './experiment';
import { FOCAL_LOWERS_GRADIENT } from './focalLowersGradient';
import { FORM_1_MANY_NEGATIVES } from './form1ManyNegatives';
import { FORM_1_NEVER_UPDATES_ZEROS } from './form1NeverUpdatesZeros';
import { FORM_2_IS_LARGER } from './form2IsLarger';
import { GIOU_BELOW_IOU } from './giouBelowIou';
import { GIOU_DEGENERATES } from './giouDegenerates';
import { JS_IS_SMOOTHER } from './jsIsSmoother';
import { NEGATIVES_SWAMP } from './negativesSwamp';
import { SMALL_WEIGHTS_ROBUST } from './smallWeightsRobust';
import { SOFT_DICE_RAW } from './softDiceRaw';
import { WCE_SHIFTS_ERRORS } from './wceShiftsErrors';

export const EXPERIMENTS: readonly Experiment[] = [
  DIOU_CONVERGES_FASTER,
  FORM_2_IS_LARGER,
  FORM_1_NEVER_UPDATES_ZEROS,
  FOCAL_LOWERS_GRADIENT,
  NEGATIVES_SWAMP,
  DICE_SINGLE_POINT,
  GIOU_BELOW_IOU,
  GIOU_DEGENERATES,
  FORM_1_MANY_NEGATIVES,
  DICE_FOREGROUND,
  DICE_UNSTABLE,
  SOFT_DICE_RAW,
  DICE_IS_F1,
  JS_IS_SMOOTHER,
  SMALL_WEIGHTS_ROBUST,
  WCE_SHIFTS_ERRORS,
  EMD_FLOW,
];

const BY_ID = new Map(EXPERIMENTS.map((experiment) => [experiment.id, experiment]));

export function findExperiment(id: string): Experiment | undefined {
  return BY_ID.get(id);
}
