// The curve: loss and gradient of the losses under study against one prediction.
import { html, nothing, type TemplateResult } from 'lit';
import type { CurveState } from '../../../../src/protocol/views';
import { curvePair } from '../../../shared/curvePair';
import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { studyParts } from '../../study/studyParts';
import { shownName } from '../../study/study';
import { dataBehind, rangeOfData } from './dataBehind';
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
    onScale: (scale) => context.update({ scale }),
    onCurvature: (curvature) => context.update({ curvature }),
    onData: (data) => context.update({ data }),
  });

  const curves = (scene: Scene<CurveState>): TemplateResult => {
    const { state, study, data, language, say } = scene;
    const range = data === undefined || state.data === false ? undefined : rangeOfData(data);
    const { switches, body } = pair.render({
      subjects: study.losses.map(({ declaration, params }) => ({ declaration, params })),
      names: study.losses.map(shownName),
      leading: study.leading,
      label: state.label,
      at: state.at,
      axis: state.axis,
      scale: state.scale ?? 'linear',
      curvature: state.curvature ?? false,
      ...(data === undefined
        ? {}
        : {
            data: {
              shown: state.data ?? true,
              on: (drawing) =>
                dataBehind(data, study.losses[study.leading]?.declaration.id ?? '', drawing, say),
            },
          }),
      ...(range === undefined ? {} : { dataRange: range }),
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
