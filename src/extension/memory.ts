// What is remembered per workspace: the last picks, the last request, the filter of the tree, the last picture.
import type { Memento } from 'vscode';
import type { ComputeRequest } from '../protocol/compute';
import type { VisualizerState } from '../protocol/views';
import type { CatalogueFilter } from './views/catalogueFilter';

export interface Remembered {
  readonly losses: readonly string[];
  /** Source by input: `{ prediction: 'preds.npz#probs' }`. */
  readonly sources: Readonly<Record<string, string>>;
  readonly request: ComputeRequest;
  readonly filter: CatalogueFilter;
  readonly visualizer: VisualizerState;
}

/** Characters of JSON; a longer request (inline arrays) is remembered until the window closes, not longer. */
const STORED_AT_MOST = 100_000;

export class Memory {
  private readonly unstored = new Map<string, unknown>();

  constructor(private readonly memento: Memento) {}

  recall<K extends keyof Remembered>(key: K): Remembered[K] | undefined {
    const unstored = this.unstored.get(key) as Remembered[K] | undefined;
    return unstored ?? this.memento.get<Remembered[K]>(`lossary.${key}`);
  }

  remember<K extends keyof Remembered>(key: K, value: Remembered[K]): void {
    const isLong = JSON.stringify(value).length > STORED_AT_MOST;
    if (isLong) this.unstored.set(key, value);
    else this.unstored.delete(key);
    void this.memento.update(`lossary.${key}`, isLong ? undefined : value);
  }
}
