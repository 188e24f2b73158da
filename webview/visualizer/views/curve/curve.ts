// The curve: loss and gradient of the losses under study against one prediction.
import { html, nothing, type TemplateResult } from 'lit';
import type { CurveState } from '../../../../src/protocol/views';
import { curvePair } from '../../../shared/curvePair';
import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { studyParts } from '../../study/studyParts';
import { shownName } from '../../study/study';
import { parseCurve } from './state';

export const CURVE: View<CurveState> = {
  id: 'curve',
  name: { en: 'Curve', zh: '曲线' },
  showsStudy: true,
  parse: parseCurve,
  mount,
};

function mount(context: ViewContext<CurveState>): MountedView<CurveState> {
  const parts = studyParts(context);
  const pair = curvePair({
    onCursor: (at) => context.update({ at }, 'moving'),
    onLabel: (label, dragging) => context.update({ label }, dragging ? 'dragging' : 'done'),
    onAxis: (axis) =>
      context.update(axis === 'probability' || axis === 'logit' ? { axis, at: undefined } : {}),
  });

  const curves = (scene: Scene<CurveState>): TemplateResult => {
    const { state, study, language, say } = scene;
    const { switches, body } = pair.render({
      subjects: study.losses.map(({ declaration, params }) => ({ declaration, params })),
      names: study.losses.map(shownName),
      leading: study.leading,
      label: state.label,
      at: state.at,
      axis: state.axis,
      settled: scene.settled,
      figure: scene.figure,
      language,
      say,
    });
    return html`<section aria-label=${say('curves')}>
      <div class="section-head"><div class="switches">${switches}</div></div>
      ${body}
    </section>`;
  };

  return {
    render: (scene) =>
      studyLayout(
        html`${parts.picker(scene)}
        ${
          scene.study.losses.length === 0
            ? html`<p class="muted">${scene.say('pickFirst')}</p>`
            : html`${parts.heading(scene)} ${curves(scene)} ${parts.parameters(scene)}`
        }`,
        scene.study.losses.length === 0 ? nothing : parts.note(scene),
      ),
  };
}
