// The commands that the extension registers; package.json contributes exactly these.

export const COMMANDS = [
  'lossary.computeOnFiles',
  'lossary.computeOnSelection',
  'lossary.compareConventions',
  'lossary.recompute',
  'lossary.showResults',
  'lossary.openVisualizer',
  'lossary.filterCatalogue',
  'lossary.clearCatalogueFilter',
  'lossary.insertAsCode',
  'lossary.saveCustomLoss',
  'lossary.showLog',
  'lossary.copyDiagnostics',
] as const;

export type CommandId = (typeof COMMANDS)[number];

/** Ids of the views and panels, and the keys that `when` clauses ask for. */
export const CATALOGUE_VIEW = 'lossary.catalogue';
export const VISUALIZER_VIEW = 'lossary.visualizerView';
export const RESULTS_PANEL = 'lossary.results';
export const VISUALIZER_PANEL = 'lossary.visualizer';
export const HAS_RESULT = 'lossary.hasResult';
export const HAS_REQUEST = 'lossary.hasRequest';
export const IS_FILTERED = 'lossary.catalogueFiltered';
