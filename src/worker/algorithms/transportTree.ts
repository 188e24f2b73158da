// The spanning tree of a transport problem: flows on its arcs, potentials of its nodes, and the exchange of one arc
// for another. Nodes are the sources, then the sinks, then a root that every node first hangs from by a dear arc.
import type { TransportPlan } from './networkSimplex';

const NONE = -1;

export class TransportTree {
  /** cost + potential of the source − potential of the sink is 0 on every arc of the tree. */
  readonly potential: Float64Array;
  private readonly root: number;
  private readonly parent: Int32Array;
  /** The arc to the parent, source · sinks + sink; NONE for an arc to the root. */
  private readonly arc: Int32Array;
  private readonly flow: Float64Array;
  /** 1 where the arc goes from the node to its parent. */
  private readonly up: Uint8Array;
  private readonly depth: Int32Array;
  private readonly child: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly previousSibling: Int32Array;
  private readonly stack: Int32Array;
  private readonly dear: number;

  /** @param dearest the largest magnitude of a cost */
  constructor(
    private readonly supply: Float64Array,
    private readonly demand: Float64Array,
    private readonly cost: Float64Array,
    dearest: number,
  ) {
    const nodes = supply.length + demand.length + 1;
    this.root = nodes - 1;
    this.dear = (dearest + 1) * nodes;
    this.potential = new Float64Array(nodes);
    this.parent = new Int32Array(nodes).fill(NONE);
    this.arc = new Int32Array(nodes).fill(NONE);
    this.flow = new Float64Array(nodes);
    this.up = new Uint8Array(nodes);
    this.depth = new Int32Array(nodes);
    this.child = new Int32Array(nodes).fill(NONE);
    this.nextSibling = new Int32Array(nodes).fill(NONE);
    this.previousSibling = new Int32Array(nodes).fill(NONE);
    this.stack = new Int32Array(nodes);
    for (let node = 0; node < this.root; node++) this.hangFromRoot(node);
  }

  private hangFromRoot(node: number): void {
    const source = node < this.supply.length;
    const mass = (source ? this.supply[node] : this.demand[node - this.supply.length]) ?? 0;
    this.flow[node] = mass;
    // Arcs without flow point to the root: that is what strongly feasible means.
    this.up[node] = source || mass === 0 ? 1 : 0;
    this.potential[node] = this.up[node] === 1 ? -this.dear : this.dear;
    this.depth[node] = 1;
    this.attach(node, this.root);
  }

  private attach(node: number, parent: number): void {
    const { child, nextSibling, previousSibling } = this;
    const first = child[parent] as number;
    this.parent[node] = parent;
    nextSibling[node] = first;
    previousSibling[node] = NONE;
    if (first !== NONE) previousSibling[first] = node;
    child[parent] = node;
  }

  private detach(node: number): void {
    const { child, nextSibling, previousSibling } = this;
    const before = previousSibling[node] as number;
    const after = nextSibling[node] as number;
    if (before === NONE) child[this.parent[node] as number] = after;
    else nextSibling[before] = after;
    if (after !== NONE) previousSibling[after] = before;
  }

  /** Brings an arc into the tree: mass goes round the cycle that it closes until another arc is empty. */
  pivot(entering: number): void {
    const { parent, flow, up, depth, potential } = this;
    const sinks = this.demand.length;
    const source = Math.floor(entering / sinks);
    const sink = this.supply.length + (entering % sinks);
    const reduced =
      (this.cost[entering] as number) + (potential[source] as number) - (potential[sink] as number);

    // On the source's side mass goes down the tree, on the sink's side up. Of the arcs that run empty the last one
    // in the direction of the cycle leaves, seen from where the two sides meet.
    let amount = Infinity;
    let leaving = NONE;
    let onSourceSide = true;
    let a = source;
    let b = sink;
    while (a !== b) {
      if ((depth[a] as number) >= (depth[b] as number)) {
        if (up[a] === 1 && (flow[a] as number) < amount) {
          amount = flow[a] as number;
          leaving = a;
          onSourceSide = true;
        }
        a = parent[a] as number;
      } else {
        if (up[b] === 0 && (flow[b] as number) <= amount) {
          amount = flow[b] as number;
          leaving = b;
          onSourceSide = false;
        }
        b = parent[b] as number;
      }
    }
    const meeting = a;
    if (amount > 0) {
      for (let u = source; u !== meeting; u = parent[u] as number)
        flow[u] = (flow[u] as number) + (up[u] === 1 ? -amount : amount);
      for (let u = sink; u !== meeting; u = parent[u] as number)
        flow[u] = (flow[u] as number) + (up[u] === 1 ? amount : -amount);
    }
    if (onSourceSide) this.rehang(source, leaving, sink, entering, amount, 1, -reduced);
    else this.rehang(sink, leaving, source, entering, amount, 0, reduced);
  }

  /** The subtree below the leaving arc is turned round, so that `top` hangs from `under` by the entering arc. */
  private rehang(
    top: number,
    leaving: number,
    under: number,
    entering: number,
    amount: number,
    direction: number,
    shift: number,
  ): void {
    const { parent, arc, flow, up } = this;
    let node = top;
    let newParent = under;
    let newArc = entering;
    let newFlow = amount;
    let newUp = direction;
    for (;;) {
      const old = parent[node] as number;
      const oldArc = arc[node] as number;
      const oldFlow = flow[node] as number;
      const oldUp = up[node] as number;
      this.detach(node);
      this.attach(node, newParent);
      arc[node] = newArc;
      flow[node] = newFlow;
      up[node] = newUp;
      if (node === leaving) break;
      newParent = node;
      newArc = oldArc;
      newFlow = oldFlow;
      newUp = 1 - oldUp;
      node = old;
    }
    this.settle(top, shift);
  }

  /** Depths and potentials of a subtree after it was moved. */
  private settle(top: number, shift: number): void {
    const { parent, child, nextSibling, depth, potential, stack } = this;
    let height = 0;
    stack[height++] = top;
    while (height > 0) {
      const node = stack[--height] as number;
      depth[node] = (depth[parent[node] as number] as number) + 1;
      potential[node] = (potential[node] as number) + shift;
      for (let c = child[node] as number; c !== NONE; c = nextSibling[c] as number) stack[height++] = c;
    }
  }

  /** Computes potentials from the root down and flows from the leaves up, as the tree now stands. */
  refresh(): void {
    const { parent, potential, flow, up, root } = this;
    const order = this.fromRoot();
    potential[root] = 0;
    for (const node of order) {
      if (node === root) continue;
      const above = potential[parent[node] as number] as number;
      const price = this.priceOf(node);
      potential[node] = up[node] === 1 ? above - price : above + price;
    }
    // What a node has too much goes to its parent, what it lacks comes from there.
    const excess = new Float64Array(potential.length);
    excess.set(this.supply);
    this.demand.forEach((mass, j) => (excess[this.supply.length + j] = -mass));
    for (let k = order.length - 1; k > 0; k--) {
      const node = order[k] as number;
      const mass = excess[node] as number;
      flow[node] = Math.max(0, up[node] === 1 ? mass : -mass);
      const above = parent[node] as number;
      excess[above] = (excess[above] as number) + mass;
    }
  }

  private priceOf(node: number): number {
    const arc = this.arc[node] as number;
    return arc === NONE ? this.dear : (this.cost[arc] as number);
  }

  private fromRoot(): Int32Array {
    const { child, nextSibling } = this;
    const order = new Int32Array(this.potential.length);
    let found = 0;
    order[found++] = this.root;
    for (let k = 0; k < found; k++) {
      for (let c = child[order[k] as number] as number; c !== NONE; c = nextSibling[c] as number)
        order[found++] = c;
    }
    return order;
  }

  plan(): TransportPlan {
    const { arc, root, cost } = this;
    const flow = new Float64Array(cost.length);
    let total = 0;
    for (let node = 0; node < root; node++) {
      const of = arc[node] as number;
      if (of === NONE) continue;
      flow[of] = this.flow[node] as number;
      total += flow[of] * (cost[of] as number);
    }
    const m = this.supply.length;
    const level = this.levelled();
    return {
      flow,
      cost: total,
      sources: level.slice(0, m).map((v) => -v),
      sinks: level.slice(m),
    };
  }

  /**
   * Potentials without the dear arcs' price, which all parts of the tree that are left hanging from the root have in
   * common. A sink that hangs there alone takes no mass; its potential is the price of the first that it would take.
   */
  private levelled(): Float64Array {
    const { potential, parent, child, root, supply, demand, cost } = this;
    const level = potential.slice(0, root);
    const base = potential[this.fromRoot().find((node) => node < supply.length) ?? 0] as number;
    const price = base > 0 ? this.dear : -this.dear;
    for (let node = 0; node < root; node++) level[node] = (level[node] as number) - price;
    for (let j = 0; j < demand.length; j++) {
      const sink = supply.length + j;
      if (parent[sink] !== root || child[sink] !== NONE) continue;
      let least = Infinity;
      for (let i = 0; i < supply.length; i++)
        least = Math.min(least, (cost[i * demand.length + j] as number) + (level[i] as number));
      level[sink] = least;
    }
    return level;
  }
}
