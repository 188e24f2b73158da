// The classes: the logits of one sample as bars, the probabilities that they become, and how every loss pulls at each.
import { html, type TemplateResult } from 'lit';
import { valueDomain } from '../../../../src/math/valueDomain';
import { barEditor } from '../../../shared/barEditor';
import { hasValue, type Evaluation } from '../../../shared/evaluations';
import { formatReading } from '../../../shared/format';
import { segments } from '../../../shared/segments';
import { seriesColour } from '../../../shared/series';
import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { leadingStudy } from '../../study/leadingStudy';
import { lossTable } from '../../study/lossTable';
import { inputOf, lossesOf, probabilitiesOf, readings, type Reading } from './readings';
import { parseClasses, REACH, type ClassesState } from './state';
import { classesWords } from './words';

export const CLASSES_VIEW: View<ClassesState> = {
  id: 'classes',
  name: { en: 'Classes', zh: '类别' },
  showsStudy: false,
  parse: parseClasses,
  mount,
};

type Say = ReturnType<typeof classesWords>;
type Read = Reading & { readonly found: Evaluation };

function mount(context: ViewContext<ClassesState>): MountedView<ClassesState> {
  const { update } = context;
  let current: ClassesState = parseClasses(undefined);
  const logits = barEditor(220, (_, bin, value, dragging) => {
    const next = current.logits.map((z, k) => (k === bin ? Number(value.toFixed(3)) : z));
    update({ logits: next }, dragging ? 'dragging' : 'done');
  });
  const probabilities = barEditor(150, () => undefined);
  const gradients = barEditor(220, () => undefined);
  const leading = leadingStudy(context, 'classes');

  const render = (scene: Scene<ClassesState>): TemplateResult => {
    const { state, study, language, settled } = scene;
    current = state;
    const say = classesWords(language);
    const names = state.logits.map((_, k) => (k === state.label ? `${k} ●` : String(k)));
    const found = readings(state, study, context.evaluations);
    const leader = found.find(({ declaration }) => declaration.id === state.leading) ?? found[0];
    const compared = found.filter(
      (reading): reading is Read =>
        hasValue(reading.found) &&
        (state.compared.includes(reading.declaration.id) || reading.declaration === leader?.declaration),
    );
    const p = probabilitiesOf(state);
    const common = {
      bins: names,
      xLabel: say('classAxis'),
      nameOf: (_: unknown, k: number) => say('bar', k),
    };
    logits.update(
      {
        ...common,
        groups: [{ key: 'z', name: 'z', colour: 'var(--series-1)', values: state.logits, editable: true }],
        domain: [-REACH, REACH],
        limits: [-REACH, REACH],
        yLabel: say('logitAxis'),
      },
      settled,
    );
    probabilities.update(
      {
        ...common,
        groups: [{ key: 'p', name: 'p', colour: 'var(--series-1)', values: p, editable: false }],
        domain: [0, 1],
        limits: [0, 0],
        yLabel: say('probabilityAxis'),
      },
      settled,
    );
    drawGradients(compared, common, scene, say);
    const input = leader === undefined ? undefined : inputOf(leader.declaration, state.activation);
    const own = leading.scene(scene, leader?.declaration, input === undefined ? {} : { input });
    const main = html`<div class="play-box">
        <div class="play-page">
          <section>
            ${controls(state, say)}
            ${scene.figure({
              id: 'logits',
              title: say('logits'),
              description: say('logitsDescription'),
              figure: logits,
              table: () => sampleTable(state, p, compared, say),
              csv: () => sampleNumbers(state, p, compared),
            })}
            ${scene.figure({
              id: 'class-probabilities',
              title: say('probabilities'),
              description: say('probabilitiesDescription', state.activation),
              figure: probabilities,
              table: () => sampleTable(state, p, [], say),
            })}
            <p class="muted small">${say('help')}</p>
          </section>
          <section aria-label=${say('losses')}>
            ${lossTable({
              caption: say('losses'),
              lossHead: say('loss'),
              heads: [say('value'), say('own'), say('others')],
              lines: found.map(({ declaration, index, found: reading }) => ({
                declaration,
                colour: seriesColour(index),
                numbers: hasValue(reading)
                  ? [reading.value, ...pulls(reading, state.label)]
                  : [NaN, NaN, NaN],
                ...(!hasValue(reading) && reading.reason !== undefined ? { reason: reading.reason } : {}),
              })),
              leading: leader?.declaration.id ?? '',
              language,
              onLead: (id) => update({ leading: id }),
              compared: state.compared,
              compareText: (name) => say('compare', name),
              onCompare: (id) =>
                update({
                  compared: state.compared.includes(id)
                    ? state.compared.filter((each) => each !== id)
                    : [...state.compared, id],
                }),
            })}
            ${scene.figure({
              id: 'class-gradients',
              title: say('gradient'),
              description: say('gradientDescription'),
              figure: gradients,
              key: legend(compared),
              table: () => sampleTable(state, p, compared, say),
              csv: () => sampleNumbers(state, p, compared),
            })}
          </section>
        </div>
      </div>
      ${leading.parts.parameters(own)}`;
    return studyLayout(main, leading.parts.note(own));
  };

  function drawGradients(
    compared: readonly Read[],
    common: Pick<Parameters<typeof gradients.update>[0], 'bins' | 'xLabel' | 'nameOf'>,
    { settled }: Scene<ClassesState>,
    say: Say,
  ): void {
    const slopes = compared.map(({ found }) => found.gradient ?? new Float64Array(0));
    const [low, high] = valueDomain(slopes, 0);
    gradients.update(
      {
        ...common,
        groups: compared.map(({ declaration, index }, i) => ({
          key: declaration.id,
          name: declaration.id,
          colour: seriesColour(index),
          values: [...(slopes[i] ?? [])],
          editable: false,
        })),
        domain: [Math.min(-0.1, low), Math.max(0.1, high)],
        limits: [0, 0],
        yLabel: say('gradientAxis'),
      },
      settled,
    );
  }

  function controls(state: ClassesState, say: Say): TemplateResult {
    const count = state.logits.length;
    const range = (n: number) => Array.from({ length: n }, (_, value) => ({ value, text: String(value) }));
    return html`<div class="play-controls">
      ${segments(
        say('activation'),
        (['softmax', 'sigmoid'] as const).map((value) => ({ value, text: value })),
        state.activation,
        (activation) => update({ activation, compared: comparedFor(activation) }),
      )}
      ${segments(say('label'), range(count), state.label, (label) => update({ label }))}
      ${segments(
        say('classes'),
        [2, 3, 4, 6, 10].map((value) => ({ value, text: String(value) })),
        count,
        (classes) =>
          update({
            logits: Array.from({ length: classes }, (_, k) => state.logits[k] ?? 0),
            label: Math.min(state.label, classes - 1),
          }),
      )}
    </div>`;
  }

  return { render, leading: leading.leader };
}

/** The first three losses of an activation, for a start. */
function comparedFor(activation: ClassesState['activation']): readonly string[] {
  if (activation === 'softmax') return parseClasses(undefined).compared;
  return lossesOf(activation)
    .slice(0, 3)
    .map(({ id }) => id);
}

/** The pull at the label's own logit, and at all others together. */
function pulls({ gradient }: Evaluation, label: number): readonly [number, number] {
  if (gradient === undefined) return [NaN, NaN];
  const others = gradient.reduce((sum, v, k) => (k === label ? sum : sum + Math.abs(v)), 0);
  return [gradient[label] ?? NaN, others];
}

function legend(compared: readonly Read[]): TemplateResult {
  return html`<span class="key"
    >${compared.map(
      ({ declaration: { id, abbreviation = id }, index }) =>
        html`<span class="swatch" .style=${`background: ${seriesColour(index)}`}></span>${abbreviation} `,
    )}</span
  >`;
}

function sampleNumbers({ logits }: ClassesState, p: readonly number[], compared: readonly Read[]) {
  return {
    head: ['class', 'z', 'p', ...compared.map(({ declaration }) => `dL/dz ${declaration.id}`)],
    rows: logits.map((z, k) => [
      k,
      z,
      p[k] ?? NaN,
      ...compared.map(({ found }) => found.gradient?.[k] ?? NaN),
    ]),
  };
}

function sampleTable(state: ClassesState, p: readonly number[], compared: readonly Read[], say: Say) {
  const { head, rows } = sampleNumbers(state, p, compared);
  return {
    head: [say('classHead'), ...head.slice(1)],
    rows: rows.map((row) => row.map((v, i) => (i === 0 ? String(v) : formatReading(v)))),
  };
}
