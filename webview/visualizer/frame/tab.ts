// One tab of the frame: a view with its state, mounted when it is first opened. It hides the state's type from the
// frame, which only remembers it.
import type { TemplateResult } from 'lit';
import type { Text } from '../../../src/catalogue/declaration';
import type { ShowImage, VisualizerViewId } from '../../../src/protocol/views';
import type { Study } from '../study/study';
import type { LeadingLoss, Moment, MountedView, Scene, View, ViewContext } from './view';

export interface Tab {
  readonly id: VisualizerViewId;
  readonly name: Text;
  readonly showsStudy: boolean;
  /** Takes what was remembered; it is parsed when the tab is first drawn. */
  readonly load: (remembered: unknown) => void;
  /** What to remember: the parsed state, or as it came where the tab has not been opened. */
  readonly remembered: () => unknown;
  readonly render: (scene: Omit<Scene<object>, 'state'>) => TemplateResult;
  readonly loaded: (image: ShowImage) => void;
  readonly hide: () => void;
  /** The loss that leads in it; of a view that shows the study, the study's. */
  readonly leading: (study: Study) => LeadingLoss | undefined;
}

export interface TabContext extends Omit<ViewContext<object>, 'update'> {
  /** Called after the state of a tab has changed. */
  readonly changed: (moment: Moment) => void;
}

/** Makes a tab when the frame starts. */
export type TabMaker = (context: TabContext) => Tab;

export function tabOf<S extends object>(view: View<S>): TabMaker {
  return ({ changed, ...shared }) => {
    let raw: unknown;
    let state: S | undefined;
    let mounted: MountedView<S> | undefined;
    const update = (changes: Partial<S>, moment: Moment = 'done'): void => {
      state = { ...(state ?? view.parse(raw)), ...changes };
      changed(moment);
    };
    return {
      id: view.id,
      name: view.name,
      showsStudy: view.showsStudy,
      load: (remembered) => {
        raw = remembered;
        state = undefined;
      },
      remembered: () => state ?? raw,
      render: (scene) => {
        state ??= view.parse(raw);
        mounted ??= view.mount({ ...shared, update });
        return mounted.render({ ...scene, state });
      },
      loaded: (image) => mounted?.loaded?.(image),
      hide: () => mounted?.hide?.(),
      leading: ({ losses, leading }) => {
        if (mounted?.leading !== undefined) return mounted.leading();
        const loss = view.showsStudy ? losses[leading] : undefined;
        return loss && { loss };
      },
    };
  };
}
