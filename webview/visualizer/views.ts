// The tabs of the visualizer, in their order.
import { tabOf, type TabMaker } from './frame/tab';
import { BOXES } from './views/boxes/boxes';
import { CLASSES_VIEW } from './views/classes/classes';
import { CURVE } from './views/curve/curve';
import { DISTRIBUTIONS } from './views/distributions/distributions';
import { MASK } from './views/mask/mask';
import { EXPERIMENTS_VIEW } from './views/experiments/experiments';
import { SURFACE } from './views/surface/surface';
import { THRESHOLDS } from './views/thresholds/thresholds';

export const TABS: readonly TabMaker[] = [
  tabOf(CURVE),
  tabOf(SURFACE),
  tabOf(BOXES),
  tabOf(MASK),
  tabOf(DISTRIBUTIONS),
  tabOf(CLASSES_VIEW),
  tabOf(THRESHOLDS),
  tabOf(EXPERIMENTS_VIEW),
];
