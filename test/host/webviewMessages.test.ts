// What the extension does with the messages of its webviews, and what it sends them: with a webview of our own
// making in place of the browser's, and VS Code's real API behind it.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { fromMessage } from '../../src/protocol/messageNumbers';
import type { Answer, Client } from '../../src/client/client';
import type { PickImage } from '../../src/extension/commands/pickImage';
import { Computations } from '../../src/extension/computations';
import { Experiments } from '../../src/extension/experiments';
import { Memory } from '../../src/extension/memory';
import { ResultsPanel } from '../../src/extension/views/resultsPanel';
import { ViewActions } from '../../src/extension/views/viewActions';
import { answerVisualizer } from '../../src/extension/views/visualizerPage';
import type { ComputeRequest, ComputeResult } from '../../src/protocol/compute';
import type { FromView, ShowData, ShowImage, ToResults } from '../../src/protocol/views';
import { INLINE, lossary, sample, until } from './support';

const LABEL_IMAGE: ShowImage = {
  kind: 'image',
  layer: 'label',
  source: 'label.npy',
  image: {
    ok: true,
    rows: 1,
    columns: 2,
    values: [0, 1],
    height: 1,
    width: 2,
    index: 0,
    images: 1,
    read: 'asIs',
  },
};

/** The person leaves when asked for a prediction. */
const pickImage: PickImage = ({ layer }) => Promise.resolve(layer === 'label' ? LABEL_IMAGE : undefined);

const ANSWER: ComputeResult = { ok: true, elapsedMs: 1, results: [] };

class FakeWebview {
  private readonly received = new vscode.EventEmitter<unknown>();
  readonly onDidReceiveMessage = this.received.event;
  readonly cspSource = 'https://webview';
  readonly posted: ToResults[] = [];
  options: vscode.WebviewOptions = {};
  html = '';
  hidden = false;

  asWebviewUri(uri: vscode.Uri): vscode.Uri {
    return uri;
  }

  postMessage(message: ToResults): Promise<boolean> {
    if (!this.hidden) this.posted.push(message);
    return Promise.resolve(!this.hidden);
  }

  /** What the page would say. */
  say(message: FromView | { kind: string }): void {
    this.received.fire(message);
  }
}

describe('messages of the results view', () => {
  let requests: ComputeRequest[];
  let answer: Answer<'compute'>;
  let log: vscode.LogOutputChannel;
  let computations: Computations;
  let experiments: Experiments;
  let memory: Memory;
  let panel: ResultsPanel;
  let webview: FakeWebview;
  let recomputed: number;

  before(() => {
    log = vscode.window.createOutputChannel('Lossary tests', { log: true });
  });
  after(() => log.dispose());

  beforeEach(async () => {
    requests = [];
    answer = ANSWER;
    recomputed = 0;
    const client = {
      call: (_: string, request: ComputeRequest) => {
        requests.push(request);
        return Promise.resolve(answer);
      },
    } as unknown as Client;
    const stored = new Map<string, unknown>();
    const memento: vscode.Memento = {
      keys: () => [...stored.keys()],
      get: (key: string) => stored.get(key) as undefined,
      update: (key, value) => Promise.resolve(void stored.set(key, value)),
    };
    memory = new Memory(memento);
    computations = new Computations(client, memory, log);
    experiments = new Experiments(client);
    const extensionUri = vscode.extensions.getExtension('lossary.lossary')!.extensionUri;
    panel = new ResultsPanel({ extensionUri, log }, new ViewActions(computations, log), () => recomputed++);
    computations.onDidChange((message) => panel.show(message));
    webview = new FakeWebview();
    const disposed = new vscode.EventEmitter<void>();
    await panel.deserializeWebviewPanel({
      webview,
      title: 'Loss Results',
      reveal: () => undefined,
      onDidDispose: disposed.event,
      dispose: () => disposed.fire(),
    } as unknown as vscode.WebviewPanel);
  });
  afterEach(() => computations.dispose());

  const kinds = (): string[] => webview.posted.map(({ kind }) => kind);

  it('come from a page that loads nothing but the bundle', () => {
    expect(webview.options.enableScripts).to.equal(true);
    expect(webview.options.localResourceRoots?.map(({ path }) => path.split('/').slice(-2))).to.deep.equal([
      ['dist', 'webview'],
    ]);
    expect(webview.html).to.include("default-src 'none'").and.include('data-view="results"');
  });

  it('compute with everything a view shows, and answer with progress and result', async () => {
    webview.say({ kind: 'compute', request: INLINE });
    await until(() => kinds().includes('result'), 'the result is posted');
    expect(requests).to.deep.equal([{ ...INLINE, view: true }]);
    expect(kinds()).to.deep.equal(['busy', 'result']);
  });

  it('apply a remedy', async () => {
    webview.say({ kind: 'remedy', request: INLINE, remedy: { kind: 'readAsLogits' } });
    await until(() => requests.length === 1, 'the request is sent');
    expect(requests[0]?.compute).to.deep.equal([{ id: 'bce', params: { input: 'logits' } }]);
    webview.say({ kind: 'remedy', request: INLINE, remedy: { kind: 'divideBy255', input: 'label' } });
    await until(() => requests.length === 2, 'the next request is sent');
    expect(requests[1]?.scale).to.deep.equal({ label: 255 });
  });

  it('are answered by the failure, with the last result kept for a page that comes anew', async () => {
    webview.say({ kind: 'compute', request: INLINE });
    await until(() => kinds().includes('result'), 'the result is posted');
    answer = { ok: false, error: { code: 'empty', message: 'Nothing.' } };
    webview.say({ kind: 'compute', request: INLINE });
    await until(() => kinds().includes('failure'), 'the failure is posted');
    webview.posted.length = 0;
    webview.say({ kind: 'ready', remembered: false });
    await until(() => webview.posted.length === 2, 'both are posted again');
    expect(kinds()).to.deep.equal(['result', 'failure']);
  });

  it('get a hidden page only what it missed', async () => {
    webview.say({ kind: 'compute', request: INLINE });
    await until(() => kinds().includes('result'), 'the result is posted');
    webview.posted.length = 0;
    webview.say({ kind: 'ready', remembered: true });
    webview.hidden = true;
    await computations.run(INLINE);
    webview.hidden = false;
    expect(webview.posted, 'nothing that it remembers').to.deep.equal([]);
    webview.say({ kind: 'ready', remembered: true });
    await until(() => webview.posted.length > 0, 'the missed result is posted');
    expect(kinds()).to.deep.equal(['result']);
  });

  it('compute the last request again for a page that has come back with nothing', () => {
    webview.say({ kind: 'ready', remembered: false });
    expect(recomputed).to.equal(1);
    webview.say({ kind: 'ready', remembered: true });
    expect(recomputed).to.equal(1);
  });

  it('open the files of inputs and the large visualizer', async () => {
    webview.say({ kind: 'open', target: 'regression/predictions.csv#prediction' });
    const { path } = sample('regression/predictions.csv');
    await until(() => vscode.window.activeTextEditor?.document.uri.path === path, 'the table is open');
    webview.say({ kind: 'openVisualizer', state: { losses: [{ id: 'bce' }] } });
    const api = await lossary();
    await until(() => api.openViews().visualizer, 'the visualizer is open');
  });

  it('are refused when they are none', async () => {
    webview.say({ kind: 'run' });
    webview.say({ kind: 'compute', request: { compute: [] } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).to.deep.equal([]);
    expect(webview.posted).to.deep.equal([]);
  });

  it('of the visualizer: an evaluation is answered by its number, and shows nothing', async () => {
    const actions = new ViewActions(computations, log);
    const visualizer = { actions, memory, computations, experiments, pickImage };
    const target = webview as unknown as vscode.Webview;
    await answerVisualizer(
      target,
      { kind: 'evaluate', requestId: 7, request: INLINE },
      visualizer,
      undefined,
    );
    expect(webview.posted).to.deep.equal([{ kind: 'evaluated', requestId: 7, answer: ANSWER }]);
    expect(requests, 'as it was asked, without all that a view shows').to.deep.equal([INLINE]);
    expect(memory.recall('request')).to.equal(undefined);
  });

  it('of the visualizer: an image is sent where one was chosen', async () => {
    const actions = new ViewActions(computations, log);
    const visualizer = { actions, memory, computations, experiments, pickImage };
    const target = webview as unknown as vscode.Webview;
    for (const layer of ['prediction', 'label'] as const)
      await answerVisualizer(target, { kind: 'loadImage', layer, most: 32 }, visualizer, undefined);
    expect(webview.posted).to.deep.equal([LABEL_IMAGE]);
  });

  it('of the visualizer: a page that is ready gets the last result, without what is long', async () => {
    const actions = new ViewActions(computations, log);
    const visualizer = { actions, memory, computations, experiments, pickImage };
    const target = webview as unknown as vscode.Webview;
    answer = {
      ...ANSWER,
      results: [
        {
          id: 'bce',
          value: Array.from({ length: 5000 }, () => 0.5),
          reduction: 'none',
          count: 5000,
          nonFinite: 0,
          params: {},
          gradient: [0.1],
          notes: [],
          details: {},
        },
      ],
    };
    await computations.run(INLINE);
    webview.posted.length = 0;
    await answerVisualizer(target, { kind: 'ready', remembered: true }, visualizer, undefined);
    const [sent] = webview.posted as unknown as ShowData[];
    expect(sent?.kind).to.equal('dataFor');
    expect(sent?.answer.results[0]).to.include({ id: 'bce', count: 5000 }).and.not.have.property('gradient');
    expect(fromMessage(sent)?.answer.results[0]?.value).to.be.NaN;
  });
});
