// The frame of the visualizer: it holds which view is open and the losses under study, draws at most once a frame,
// and remembers what is shown once nothing moves.
import { html, render, type TemplateResult } from 'lit';
import type { ShowData, ToVisualizer, VisualizerState, VisualizerViewId } from '../../../src/protocol/views';
import { evaluations } from '../../shared/evaluations';
import { figureFrame } from '../../shared/figureFrame';
import { connect, pageLanguage } from '../../shared/host';
import { sayIn } from '../../shared/words';
import { shownName, studyOf, wholeLoss, type Study } from '../study/study';
import { experimentRuns } from './experimentRuns';
import { partOf, stateOf, type Remembered } from './remembered';
import type { Tab, TabMaker } from './tab';
import { PANEL_ID, tabStrip } from './tabStrip';
import type { LeadingLoss, Moment } from './view';

/** Once nothing has moved for this long, scales and formulas follow, and the state is remembered. */
const SETTLE_MS = 160;

/** What is shown before anything was asked for. */
const FIRST: VisualizerState = { losses: [{ id: 'bce' }] };

export function startFrame(makers: readonly TabMaker[], root: HTMLElement): void {
  const host = connect<ToVisualizer, Remembered>();
  let language = host.remembered?.language ?? pageLanguage();
  let open: VisualizerViewId = 'curve';
  let study: Study = studyOf(FIRST);
  let settledStudy = study;
  let dragging = false;
  let data: ShowData | undefined;
  let openTables: ReadonlySet<string> = new Set();
  let frame: number | undefined;
  let settling: number | undefined;

  const redraw = (): void => {
    frame ??= requestAnimationFrame(draw);
  };
  const asked = evaluations(host.post, redraw);
  const runs = experimentRuns(host.post, redraw);

  function changed(moment: Moment): void {
    if (moment !== 'moving') dragging = moment === 'dragging';
    redraw();
    clearTimeout(settling);
    if (moment === 'done') settle();
    else settling = window.setTimeout(settle, SETTLE_MS);
  }

  function settle(): void {
    dragging = false;
    settledStudy = study;
    redraw();
    host.remember({ state: stateOf(open, study, tabs), language });
  }

  const tabs: readonly Tab[] = makers.map((make) =>
    make({
      changed,
      study: (changes, moment = 'done') => {
        study = { ...study, ...changes };
        changed(moment);
      },
      redraw,
      post: host.post,
      evaluations: asked,
      runs,
    }),
  );
  const openTab = (): Tab => tabs.find(({ id }) => id === open) ?? tabs[0]!;

  function goTo(id: VisualizerViewId): void {
    if (id === open) return;
    openTab().hide();
    open = id;
    changed('done');
  }

  /** Shows a state. One that names no view changes the losses and the curve only. */
  function show(state: VisualizerState): void {
    const whole = state.view !== undefined;
    if (!whole && !openTab().showsStudy) openTab().hide();
    open = state.view ?? (openTab().showsStudy ? open : 'curve');
    study = studyOf(state);
    for (const tab of tabs) if (whole || tab.id === 'curve') tab.load(partOf(state, tab.id));
  }

  function draw(): void {
    frame = undefined;
    document.documentElement.lang = language;
    render(view(), root);
  }

  function toggleTable(id: string): void {
    const next = new Set(openTables);
    if (!next.delete(id)) next.add(id);
    openTables = next;
    redraw();
  }

  function view(): TemplateResult {
    const say = sayIn(language);
    const body = openTab().render({
      study,
      settled: !dragging,
      settledStudy,
      data,
      language,
      say,
      figure: (options) =>
        figureFrame({
          ...options,
          tableOpen: openTables.has(options.id),
          onTable: toggleTable,
          post: host.post,
          say,
        }),
    });
    return html`<main class="visualizer">
      ${tabStrip({ tabs, open, language, say, onOpen: goTo, actions: actions() })}
      <div class="view" id=${PANEL_ID} role="tabpanel" aria-labelledby=${`tab-${open}`} data-open=${open}>
        ${body}
      </div>
    </main>`;
  }

  function actions(): TemplateResult {
    const say = sayIn(language);
    const state = (): VisualizerState => stateOf(open, study, tabs);
    const leader = openTab().leading(study);
    /** The whole name where there is room, a word of it where there is none. */
    const named = (whole: string, short: string): TemplateResult =>
      html`<span class="whole">${whole}</span><span class="short" aria-hidden="true">${short}</span>`;
    return html`<button
        class="text-button"
        aria-label=${say('insertCode')}
        title=${leader === undefined ? say('noCodeHere') : say('insertCodeHelp', shownName(leader.loss))}
        ?disabled=${leader === undefined}
        @click=${() => insertCode(openTab().leading(study))}
      >
        ${named(say('insertCode'), say('codeShort'))}
      </button>
      <button
        class="text-button"
        aria-label=${say('copyLink')}
        title=${say('copyLinkHelp')}
        @click=${() => host.post({ kind: 'copyLink', state: state() })}
      >
        ${named(say('copyLink'), say('linkShort'))}
      </button>
      <button
        class="text-button large"
        aria-label=${say('openLarge')}
        @click=${() => host.post({ kind: 'openVisualizer', state: state() })}
      >
        ${named(say('openLarge'), say('largeShort'))}
      </button>`;
  }

  function insertCode(leader: LeadingLoss | undefined): void {
    if (leader === undefined) return;
    const { loss, layout } = leader;
    host.post({ kind: 'insertCode', loss: wholeLoss(loss), ...(layout && { layout }) });
  }

  host.listen((message) => {
    switch (message.kind) {
      case 'visualize':
        language = message.language;
        show(message.state);
        return settle();
      case 'dataFor':
        data = message;
        return redraw();
      case 'evaluated':
        return asked.receive(message);
      case 'image':
        for (const tab of tabs) tab.loaded(message);
        return;
      case 'experimentProgress':
      case 'experimentAnswered':
        return runs.receive(message);
    }
  });

  show(host.remembered?.state ?? FIRST);
  settledStudy = study;
  draw();
  host.post({ kind: 'ready', remembered: host.remembered !== undefined });
}
