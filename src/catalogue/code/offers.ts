// What each library's code of a loss is, for whoever is asked to choose one.
import { dialectOf, DIALECTS, type DialectName } from '../../math/python/dialect';
import { findDeclaration } from '../catalogue';
import type { Declaration, Text } from '../declaration';
import { asCode, type Code, type CodeOptions } from './asCode';

export interface CodeOffer {
  readonly dialect: DialectName;
  /** The library's name: PyTorch. */
  readonly title: string;
  /** The code, or why there is none. */
  readonly code: Code | { readonly none: Text };
}

export function codeOffers(
  declaration: Declaration,
  options: Omit<CodeOptions, 'dialect'>,
): readonly CodeOffer[] {
  return DIALECTS.map((dialect) => ({
    dialect,
    title: dialectOf(dialect).title,
    code: asCode(declaration, { ...options, dialect }, findDeclaration),
  }));
}
