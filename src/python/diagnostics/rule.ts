// What a rule is: it looks at one call of a loss, or at one function, and says what is surely wrong there. Doubt says
// nothing.
import type { Node } from 'web-tree-sitter';
import type { Text } from '../../catalogue/declaration';
import type { KnownLoss } from '../lossUses';
import type { Range } from '../reading';
import type { Resolver } from '../resolve';

/** A call whose function is a loss of a library, its arguments without splats. */
export interface LossCall {
  readonly node: Node;
  readonly path: string;
  readonly loss: KnownLoss;
  /** The call gives a value; else it constructs or fills in arguments. */
  readonly computes: boolean;
  readonly resolver: Resolver;
}

export interface TextReplacement {
  readonly range: Range;
  readonly text: string;
}

/** What to change, all of it at once. */
export interface Fix {
  readonly title: Text;
  readonly replacements: readonly TextReplacement[];
}

export interface Problem {
  readonly range: Range;
  readonly message: Text;
  readonly fix?: Fix;
  /** The code is not wrong, only longer than it need be. */
  readonly isHint?: boolean;
}

export interface Rule {
  /** Also the setting `lossary.diagnostics.<id>` and the page `docs/rules/<id>.md`. */
  readonly id: string;
  readonly check?: (call: LossCall) => Problem | undefined;
  /** For losses that a file writes out itself. */
  readonly functions?: {
    readonly named: RegExp;
    readonly check: (definition: Node, resolver: Resolver) => Problem | undefined;
  };
}

export interface Finding extends Problem {
  readonly rule: string;
}
