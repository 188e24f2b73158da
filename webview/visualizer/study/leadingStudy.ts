// The loss that leads in a view with losses of its own: its parameters and its note, as any study shows them.
import type { Declaration } from '../../../src/catalogue/declaration';
import type { Parameters } from '../../../src/protocol/compute';
import type { Scene, ViewContext } from '../frame/view';
import { shownLoss, type Study } from './study';
import { studyParts, type StudyParts, type StudyScene } from './studyParts';

export interface LeadingStudy {
  readonly parts: StudyParts;
  /**
   * The scene with the leading loss alone under study. Called in every frame.
   * @param fixed parameters that the view sets itself
   */
  readonly scene: (scene: Scene<object>, leader: Declaration | undefined, fixed?: Parameters) => StudyScene;
}

/** Its sliders change the loss where it is under study, and else put it there. */
export function leadingStudy(context: ViewContext<never>): LeadingStudy {
  let last: Study = { losses: [], leading: 0 };
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
    scene: ({ study, settledStudy, language, say }, leader, fixed = {}) => {
      last = study;
      const alone = ({ losses }: Study): Study => {
        if (leader === undefined) return { losses: [], leading: 0 };
        const studied = losses.find(({ declaration }) => declaration === leader);
        const loss = studied ?? shownLoss(leader);
        return { losses: [{ ...loss, params: { ...loss.params, ...fixed } }], leading: 0 };
      };
      return { study: alone(study), settledStudy: alone(settledStudy), language, say };
    },
  };
}
