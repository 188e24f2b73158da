// Declarations for a computation, which needs a few of them. In the command line's bundle, scripts/build/declarations.mjs
// puts a form of this file in its place that loads the id's own file alone.
import { findDeclaration } from './catalogue';
import type { Declaration } from './declaration';

/** @returns undefined where no entry has the id */
export function loadDeclaration(id: string): Promise<Declaration | undefined> {
  return Promise.resolve(findDeclaration(id));
}
