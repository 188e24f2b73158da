// What a view of the visualizer is. The frame around it owns tabs, toolbar, animation frames, and what is remembered;
// a view owns its state, the check of that state, and its drawing.
import type { TemplateResult } from 'lit';
import type { Layout, Text } from '../../../src/catalogue/declaration';
import type { FromView, Language, ShowData, ShowImage, VisualizerViewId } from '../../../src/protocol/views';
import type { Evaluations } from '../../shared/evaluations';
import type { FrameOptions } from '../../shared/figureFrame';
import type { Say } from '../../shared/words';
import type { ShownLoss, Study } from '../study/study';
import type { ExperimentRuns } from './experimentRuns';

/**
 * How a change relates to what follows it. `done`: remembered at once. `dragging`: more of the same is about to
 * follow; scales and formulas wait. `moving`: the same, but nothing waits (a cursor, a running animation).
 */
export type Moment = 'done' | 'dragging' | 'moving';

/** @typeParam S the view's own state: plain JSON, so that it can be remembered and put into a link */
export interface View<S extends object> {
  readonly id: VisualizerViewId;
  readonly name: Text;
  /** Whether it shows the losses under study; a loss that is opened from elsewhere then stays on this tab. */
  readonly showsStudy: boolean;
  /** Its state of what was remembered or came by a link: defaults for what is absent or wrong. Never throws. */
  readonly parse: (remembered: unknown) => S;
  /** Called once, when the tab is first opened. */
  readonly mount: (context: ViewContext<S>) => MountedView<S>;
}

export interface MountedView<S extends object> {
  /** Called in an animation frame: moves its figures, and gives what stands in the tab. */
  readonly render: (scene: Scene<S>) => TemplateResult;
  /** Called with the image that the view asked for by `loadImage`. */
  readonly loaded?: (image: ShowImage) => void;
  /** The loss that leads in it, where that is not the leading one of the study. */
  readonly leading?: () => LeadingLoss | undefined;
  /** Called when another tab opens: animations stop. */
  readonly hide?: () => void;
}

export interface LeadingLoss {
  readonly loss: ShownLoss;
  /** How the view's data lie; the entry's first where absent. */
  readonly layout?: Layout;
}

/** What a view may do. */
export interface ViewContext<S extends object> {
  /** Changes its state; it is drawn in the next frame. */
  readonly update: (changes: Partial<S>, moment?: Moment) => void;
  /** Changes the losses under study. */
  readonly study: (changes: Partial<Study>, moment?: Moment) => void;
  /** Draws again in the next frame, though no state has changed. */
  readonly redraw: () => void;
  readonly post: (message: FromView) => void;
  /** Values and gradients of any entry on small data. */
  readonly evaluations: Evaluations;
  /** Experiments in the worker. */
  readonly runs: ExperimentRuns;
}

/** What there is to draw. */
export interface Scene<S extends object> {
  readonly state: S;
  readonly study: Study;
  /** False while something is dragged: scales and tables then stay as they are. */
  readonly settled: boolean;
  /** The study as it was when nothing was dragged: what formulas and notes follow. */
  readonly settledStudy: Study;
  /** The last computation that finished. */
  readonly data: ShowData | undefined;
  readonly language: Language;
  readonly say: Say;
  /** A figure with its title, table, and buttons to save it. */
  readonly figure: (options: FigureOptions) => TemplateResult;
}

/** Of a figure's frame, what the view says itself. */
export type FigureOptions = Omit<FrameOptions, 'tableOpen' | 'onTable' | 'post' | 'say'>;
