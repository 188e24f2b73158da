// The loss that leads in a view with losses of its own: its parameters and its note, as any study shows them.
import type { Declaration, Layout } from '../../../src/catalogue/declaration';
import type { Parameters } from '../../../src/protocol/compute';
import type { LeadingLoss, Scene, ViewContext } from '../frame/view';
import { shownLoss, type ShownLoss, type Study } from './study';
import { studyParts, type StudyParts, type StudyScene } from './studyParts';

export interface LeadingStudy {
  readonly parts: StudyParts;
  /** The leading loss of the last scene, and how its data lie. */
  readonly leader: () => LeadingLoss | undefined;
  /**
   * The scene with the leading loss alone under study. Called in every frame.
   * @param fixed parameters that the view sets itself
   */
  readonly scene: (scene: Scene<object>, leader: Declaration | undefined, fixed?: Parameters) => StudyScene;
}

/**
 * Its sliders change the loss where it is under study, and else put it there.
 * @param layout how the view's data lie, where an entry takes several layouts
 */
export function leadingStudy(context: ViewContext<never>, layout?: Layout): LeadingStudy {
  let last: Study = { losses: [], leading: 0 };
  let shown: ShownLoss | undefined;
  const parts = studyParts({
    ...context,
    study: (changes, moment) => {
      const changed = changes.losses?.[0];
      if (changed === undefined) return;
      const at = last.losses.findIndex(({ declaration }) => declaration === changed.declaration);
      const losses =
        at < 0 ? [...last.losses, changed] : last.losses.map((loss, i) => (i === at ? changed : loss));
      context.study({ losses }, moment);
    },
  });
  return {
    parts,
    leader: () => shown && { loss: shown, ...(layout && { layout }) },
    scene: ({ study, settledStudy, language, say }, leader, fixed = {}) => {
      last = study;
      const alone = ({ losses }: Study): Study => {
        if (leader === undefined) return { losses: [], leading: 0 };
        const studied = losses.find(({ declaration }) => declaration === leader);
        const loss = studied ?? shownLoss(leader);
        return { losses: [{ ...loss, params: { ...loss.params, ...fixed } }], leading: 0 };
      };
      const now = alone(study);
      shown = now.losses[0];
      return { study: now, settledStudy: alone(settledStudy), language, say };
    },
  };
}
