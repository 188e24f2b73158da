// Registers what VS Code can ask of the extension. Activation does nothing else: the worker starts with the first
// request, and the catalogue is evaluated when something first shows it.
import * as vscode from 'vscode';
import { Client, type Answer } from '../client/client';
import { threadStarter } from '../client/startWorker.node';
import type { CustomLosses } from '../catalogue/typedLoss';
import type { ComputeRequest } from '../protocol/compute';
import {
  HAS_REQUEST,
  HAS_RESULT,
  RESULTS_PANEL,
  VISUALIZER_PANEL,
  VISUALIZER_VIEW,
  type CommandId,
} from './commandIds';
import { computeOnFiles, type ComputeContext } from './commands/computeOnFiles';
import { computeOnSelection } from './commands/computeOnSelection';
import { copyDiagnostics } from './commands/copyDiagnostics';
import { inspector } from './commands/inspect';
import { imagePicker } from './commands/pickImage';
import { compareConventions } from './commands/compareConventions';
import { insertAsCode } from './commands/insertAsCode';
import { openVisualizer } from './commands/openVisualizer';
import { saveCustomLoss } from './commands/saveCustomLoss';
import { Computations } from './computations';
import { Experiments } from './experiments';
import { CustomLossSettings } from './customLosses';
import { LossDiagnostics } from './diagnostics/lossDiagnostics';
import { notifyFailure } from './failureNotice';
import { openLink } from './openLink';
import { isCatalogueLoaded } from './lazyCatalogue';
import { registerHovers } from './hover/registerHovers';
import { registerTools } from './languageModel/tools';
import { Memory } from './memory';
import { PythonDocuments } from './python/pythonDocuments';
import { StatusBar } from './statusBar';
import { CatalogueView } from './views/catalogueView';
import type { PageContext } from './views/page';
import { ResultsPanel } from './views/resultsPanel';
import { ViewActions } from './views/viewActions';
import type { VisualizerContext } from './views/visualizerPage';
import { VisualizerPanel } from './views/visualizerPanel';
import { VisualizerView } from './views/visualizerView';

/** What `activate` gives other extensions, and the tests. */
export interface LossaryApi {
  /** Computes and shows, as Compute on Files… does once everything is picked. */
  readonly compute: (request: ComputeRequest) => Promise<Answer<'compute'>>;
  readonly cancel: () => void;
  readonly worker: {
    readonly isRunning: () => boolean;
    /** Ends the worker as a crash would. */
    readonly kill: () => void;
  };
  readonly isCatalogueLoaded: () => boolean;
  /** Whether anything asked for the parser of Python. */
  readonly isPythonLoaded: () => boolean;
  readonly openViews: () => { readonly results: boolean; readonly visualizer: boolean };
  /** View types that have a serializer. */
  readonly serialized: readonly string[];
  readonly activationMs: number;
}

export function activate(extension: vscode.ExtensionContext): LossaryApi {
  const start = performance.now();
  let activationMs = 0;
  const { subscriptions, extensionUri } = extension;
  const log = vscode.window.createOutputChannel('Lossary', { log: true });
  const client = new Client(threadStarter(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath));
  const memory = new Memory(extension.workspaceState);
  const computations = new Computations(client, memory, log);
  const actions = new ViewActions(computations, log);
  const page: PageContext = { extensionUri, log };
  const recompute = (): Promise<Answer<'compute'>> | undefined => {
    const request = memory.recall('request');
    return request === undefined ? undefined : computations.run(request);
  };
  const inspect = inspector(client);
  const views: VisualizerContext = {
    actions,
    memory,
    computations,
    experiments: new Experiments(client),
    pickImage: imagePicker({ client, memory, inspect }),
  };
  const results = new ResultsPanel(page, actions, () => void recompute());
  const visualizer = new VisualizerPanel(page, views);
  const statusBar = new StatusBar();
  const python = new PythonDocuments(extensionUri);
  const sideVisualizer = new VisualizerView(page, views);
  const customLosses = new CustomLossSettings(() => catalogue.refresh());
  const custom = (): Promise<CustomLosses> => customLosses.read();
  const catalogue: CatalogueView = new CatalogueView(
    memory,
    custom,
    (loss) => void sideVisualizer.show({ losses: [loss] }),
  );
  const context: ComputeContext = { computations, memory, inspect, custom };
  subscriptions.push(
    log,
    client,
    computations,
    results,
    visualizer,
    statusBar,
    catalogue,
    customLosses,
    python,
  );

  const commands: Record<CommandId, (...args: unknown[]) => unknown> = {
    'lossary.computeOnFiles': (argument, selection) => computeOnFiles(context, argument, selection),
    'lossary.computeOnSelection': () => computeOnSelection(context, client),
    'lossary.compareConventions': (argument) => compareConventions(context, argument),
    'lossary.recompute': recompute,
    'lossary.showResults': () => results.reveal(),
    'lossary.openVisualizer': (argument) => openVisualizer(visualizer, argument),
    'lossary.filterCatalogue': () => catalogue.chooseFilter(),
    'lossary.clearCatalogueFilter': () => catalogue.clearFilter(),
    'lossary.insertAsCode': (argument) => insertAsCode(context, argument),
    'lossary.saveCustomLoss': (argument) => saveCustomLoss(memory, argument),
    'lossary.showLog': () => log.show(),
    'lossary.copyDiagnostics': () =>
      copyDiagnostics({
        extension: extension.extension,
        client,
        computations,
        memory,
        activationMs: () => activationMs,
      }),
  };
  for (const [id, run] of Object.entries(commands)) {
    subscriptions.push(vscode.commands.registerCommand(id, run));
  }

  subscriptions.push(
    new LossDiagnostics(python, log),
    ...registerHovers(extensionUri, python),
    ...registerTools((request, signal) => computations.evaluate(request, signal)),
    vscode.window.registerWebviewViewProvider(VISUALIZER_VIEW, sideVisualizer),
    vscode.window.registerWebviewPanelSerializer(RESULTS_PANEL, results),
    vscode.window.registerWebviewPanelSerializer(VISUALIZER_PANEL, visualizer),
    vscode.window.registerUriHandler({ handleUri: (uri) => openLink(visualizer, uri) }),
    computations.onDidChange((message) => {
      results.show(message);
      setContext(HAS_REQUEST, true);
      if (message.kind === 'result') {
        statusBar.show(message.answer);
        setContext(HAS_RESULT, true);
        visualizer.showData();
        sideVisualizer.showData();
      }
      if (message.kind === 'failure' && message.error.code !== 'cancelled' && !results.isOpen)
        void notifyFailure(message.request, message.error, {
          remedy: (request, remedy) => actions.remedy(request, remedy),
          showLog: () => log.show(),
        });
    }),
  );
  if (memory.recall('request') !== undefined) setContext(HAS_REQUEST, true);

  activationMs = performance.now() - start;
  log.debug(`activated in ${activationMs.toFixed(1)} ms`);
  return {
    compute: (request) => computations.run(request),
    cancel: () => computations.cancel(),
    worker: { isRunning: () => client.running, kill: () => client.kill('The worker was ended.') },
    isCatalogueLoaded,
    isPythonLoaded: () => python.isStarted,
    openViews: () => ({ results: results.isOpen, visualizer: visualizer.isOpen }),
    serialized: [results.viewType, visualizer.viewType],
    activationMs,
  };
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
