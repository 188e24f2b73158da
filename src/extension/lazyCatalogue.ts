// The catalogue, evaluated when it is first asked for: activation neither builds an expression nor reads a note.

import type * as catalogue from '../catalogue/lookUp';

export type Catalogue = typeof catalogue;

let loading: Promise<Catalogue> | undefined;

export function loadCatalogue(): Promise<Catalogue> {
  loading ??= import('../catalogue/lookUp');
  return loading;
}

export function isCatalogueLoaded(): boolean {
  return loading !== undefined;
}
