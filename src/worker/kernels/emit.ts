// Turns a graph of lanes into instructions: what never varies goes in front of the loop into locals, what is
// used more than once is computed once into a local, everything else stays on the stack.
import { Core, type FunctionBody } from './assembler';
import { ADDRESS_SUM, offsetBytes, SHIFT_COUNT, Varies, type Lane } from './lanes';

/** What a kernel does with a value, in order. */
export type Statement =
  | { readonly kind: 'set'; readonly local: number; readonly value: Lane }
  | {
      readonly kind: 'store';
      /** The store's opcode, and the bytes after its address (a lane's index). */
      readonly code: number;
      readonly lane?: number;
      readonly pointer: Lane;
      readonly offset: number;
      readonly value: Lane;
    };

export class Emitter {
  private readonly held = new Map<Lane, number>();
  private uses = new Map<Lane, number>();
  private readonly scoped: Lane[] = [];

  constructor(private readonly body: FunctionBody) {}

  /** Emits the statements of one turn of the loop. */
  statements(statements: readonly Statement[]): void {
    this.uses = countUses(statements);
    for (const statement of statements) {
      if (statement.kind === 'set') {
        this.push(statement.value);
        this.body.core(Core.LocalSet, statement.local);
      } else {
        this.push(statement.pointer);
        this.push(statement.value);
        const lane = statement.lane === undefined ? [] : [statement.lane];
        this.body.simd(statement.code, [0, ...offsetBytes(statement.offset), ...lane]);
      }
    }
  }

  /** Forgets what was computed for this turn, so that the next part of the function computes it again. */
  forget(): void {
    for (const node of this.scoped) this.held.delete(node);
    this.scoped.length = 0;
  }

  /** Computes a value in front of everything, once. */
  private hoist(node: Lane): number {
    const local = this.body.local(node.type);
    this.body.inPreamble(() => {
      this.compute(node);
      this.body.core(Core.LocalSet, local);
    });
    this.held.set(node, local);
    return local;
  }

  private push(node: Lane): void {
    const known = node.kind === 'local' ? node.code : this.held.get(node);
    const local = known ?? (isHoisted(node) ? this.hoist(node) : undefined);
    if (local !== undefined) {
      this.body.core(Core.LocalGet, local);
      return;
    }
    this.compute(node);
    if ((this.uses.get(node) ?? 0) > 1 && node.code !== SHIFT_COUNT) {
      const fresh = this.body.local(node.type);
      this.body.core(Core.LocalTee, fresh);
      this.held.set(node, fresh);
      this.scoped.push(node);
    }
  }

  private compute(node: Lane): void {
    for (const arg of node.args) this.push(arg);
    if (node.code === SHIFT_COUNT) this.body.constant(node.immediate[0] ?? 0);
    else if (node.code === ADDRESS_SUM) this.body.core(Core.I32Add);
    else this.body.simd(node.code, node.immediate);
  }
}

/** What does not vary from turn to turn is computed in front of the loop, constants too. */
function isHoisted(node: Lane): boolean {
  return node.varies !== Varies.Turn && node.code !== SHIFT_COUNT;
}

function countUses(statements: readonly Statement[]): Map<Lane, number> {
  const uses = new Map<Lane, number>();
  const visit = (node: Lane): void => {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + 1);
    if (before === 0) node.args.forEach(visit);
  };
  for (const statement of statements) {
    visit(statement.value);
    if (statement.kind === 'store') visit(statement.pointer);
  }
  return uses;
}
