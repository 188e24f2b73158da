// The tabs of the visualizer, in their order.
import { tabOf, type TabMaker } from './frame/tab';
import { CURVE } from './views/curve/curve';

export const TABS: readonly TabMaker[] = [tabOf(CURVE)];
