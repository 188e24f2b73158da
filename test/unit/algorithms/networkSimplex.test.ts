// The transport solver: every plan comes with duals, and equal objectives of the two prove both of them optimal.
import { expect } from 'chai';
import fc from 'fast-check';
import { costsBetween, givenCosts } from '../../../src/worker/algorithms/costRows';
import { transport, type TransportPlan } from '../../../src/worker/algorithms/networkSimplex';
import { KernelMemory } from '../../../src/worker/kernels/memory';

const now = (): Promise<void> => Promise.resolve();

/** @param room bytes of costs in memory at once: all of them where it is not given */
function solve(
  supply: readonly number[],
  demand: readonly number[],
  cost: Float64Array,
  room?: number,
): Promise<TransportPlan> {
  const costs = givenCosts(cost, supply.length, demand.length);
  return transport(Float64Array.from(supply), Float64Array.from(demand), costs, now, room);
}

function flowOf({ from, to, flow }: TransportPlan, m: number, n: number): Float64Array {
  const whole = new Float64Array(m * n);
  flow.forEach((mass, k) => (whole[from[k]! * n + to[k]!] = mass));
  return whole;
}

/** Flows meet supplies and demands, duals stay below the costs, and both add up to the same. */
function expectOptimal(supply: number[], demand: number[], cost: Float64Array, plan: TransportPlan): void {
  const [m, n] = [supply.length, demand.length];
  const mass = supply.reduce((a, b) => a + b, 0);
  const dear = cost.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const sum = (of: (k: number) => number, count: number): number =>
    Array.from({ length: count }, (_, k) => of(k)).reduce((a, b) => a + b, 0);
  expect(plan.flow.every((f) => f > 0)).to.equal(true);
  const flow = flowOf(plan, m, n);
  for (let i = 0; i < m; i++)
    expect(Math.abs(sum((j) => flow[i * n + j]!, n) - supply[i]!)).to.be.at.most(1e-12 * mass);
  for (let j = 0; j < n; j++)
    expect(Math.abs(sum((i) => flow[i * n + j]!, m) - demand[j]!)).to.be.at.most(1e-12 * mass);
  for (let j = 0; j < n; j++) {
    const slack = supply.map((_, i) => cost[i * n + j]! - plan.sources[i]! - plan.sinks[j]!);
    // A sink's dual is the price of its next unit, also where it takes none yet: as high as the costs let it be.
    expect(Math.abs(Math.min(...slack))).to.be.at.most(1e-11 * (1 + dear));
  }
  const cheapest = flow.reduce((total, f, k) => total + f * cost[k]!, 0);
  expect(Math.abs(cheapest - plan.cost)).to.be.at.most(1e-12 * (1 + mass * dear));
  const dual = sum((i) => supply[i]! * plan.sources[i]!, m) + sum((j) => demand[j]! * plan.sinks[j]!, n);
  expect(Math.abs(dual - plan.cost)).to.be.at.most(1e-11 * (1 + mass * dear));
}

interface Problem {
  readonly supply: number[];
  readonly demand: number[];
  readonly cost: Float64Array;
}

/** Masses and costs with many ties and zeros, which make for degenerate trees, or any. */
function problems(tied: boolean): fc.Arbitrary<Problem> {
  const mass = tied ? fc.integer({ min: 0, max: 3 }) : fc.double({ min: 1e-6, max: 1, noNaN: true });
  const price = tied ? fc.integer({ min: -2, max: 4 }) : fc.double({ min: -50, max: 100, noNaN: true });
  return fc
    .tuple(fc.array(mass, { minLength: 1, maxLength: 14 }), fc.array(mass, { minLength: 1, maxLength: 14 }))
    .chain(([supply, demand]) => {
      const [a, b] = [supply, demand].map((side) => side.reduce((x, y) => x + y, 0));
      // The lighter side gets one more entry, so that the sums agree.
      const one = a! < b! ? [...supply, b! - a!] : supply;
      const other = b! < a! ? [...demand, a! - b!] : demand;
      const count = one.length * other.length;
      return fc
        .array(price, { minLength: count, maxLength: count })
        .map((cost) => ({ supply: one, demand: other, cost: Float64Array.from(cost) }));
    });
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

describe('network simplex', () => {
  for (const tied of [false, true]) {
    it(`gives a plan and duals with one objective, ${tied ? 'with ties everywhere' : 'for any masses'}`, async () => {
      await fc.assert(
        fc.asyncProperty(problems(tied), async ({ supply, demand, cost }) => {
          expectOptimal(supply, demand, cost, await solve(supply, demand, cost));
        }),
        { numRuns: 150 },
      );
    });
  }

  it('finds the best of all assignments', async () => {
    const prices = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 25, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(prices, async (values) => {
        const ones = [1, 1, 1, 1, 1];
        const { cost } = await solve(ones, ones, Float64Array.from(values));
        const all = permutations(5).map((p) => p.reduce((sum, j, i) => sum + values[i * 5 + j]!, 0));
        expect(cost).to.equal(Math.min(...all));
      }),
    );
  });

  it('agrees with the closed form on a line: the integral of the difference of the two distributions', async () => {
    const side = fc.array(
      fc.record({ x: fc.double({ min: -5, max: 5, noNaN: true }), w: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(side, side, async (p, q) => {
        const [a, b] = [p, q].map((s) => s.reduce((sum, { w }) => sum + w, 0));
        const supply = p.map(({ w }) => w * b!);
        const demand = q.map(({ w }) => w * a!);
        const cost = Float64Array.from(p.flatMap((u) => q.map((v) => Math.abs(u.x - v.x))));
        const plan = await solve(supply, demand, cost);
        const places = [...p, ...q].map(({ x }) => x).sort((u, v) => u - v);
        const below = (s: typeof p, x: number): number =>
          s.reduce((n, { x: at, w }) => n + (at <= x ? w : 0), 0);
        const area = places.slice(1).reduce((sum, x, k) => {
          const left = places[k]!;
          return sum + (x - left) * Math.abs(below(p, left) * b! - below(q, left) * a!);
        }, 0);
        expect(Math.abs(plan.cost - area)).to.be.at.most(1e-11 * (1 + area));
      }),
    );
  });

  const random = (k: number): number => {
    const x = Math.sin(k * 12.9898) * 43758.5453;
    return x - Math.floor(x);
  };

  it('solves a hundred points against a hundred and twenty', async () => {
    const supply = Array.from({ length: 100 }, () => 1.2);
    const demand = Array.from({ length: 120 }, () => 1);
    const cost = Float64Array.from({ length: 12000 }, (_, k) => random(k + 1));
    expectOptimal(supply, demand, cost, await solve(supply, demand, cost));
  });

  it('needs no turn of costs in memory: rows that take turns give a best plan too', async () => {
    await fc.assert(
      fc.asyncProperty(
        problems(true),
        fc.integer({ min: 1, max: 600 }),
        async ({ supply, demand, cost }, room) => {
          expectOptimal(supply, demand, cost, await solve(supply, demand, cost, room));
        },
      ),
      { numRuns: 150 },
    );
    const [supply, demand] = [new Array<number>(90).fill(1), new Array<number>(90).fill(1)];
    const cost = Float64Array.from({ length: 8100 }, (_, k) => random(k + 1));
    const whole = await solve(supply, demand, cost);
    const inTurns = await solve(supply, demand, cost, 90 * 8 * 7);
    expectOptimal(supply, demand, cost, inTurns);
    expect(inTurns.cost).to.be.closeTo(whole.cost, 1e-12);
  });

  const degenerate: readonly (readonly [string, number[], number[], (i: number, j: number) => number])[] = [
    ['one source', [7], [1, 0, 2.5, 3.5], (_, j) => j - 1],
    ['one sink', [1, 0, 2.5, 3.5], [7], (i) => 2 - i],
    ['one of each', [3], [3], () => -4],
    ['no costs', [1, 2, 3], [3, 2, 1], () => 0],
    ['no mass', [0, 0], [0, 0, 0], (i, j) => i + j],
    ['equal masses and equal costs', new Array<number>(40).fill(1), new Array<number>(40).fill(1), () => 1],
    [
      'equal masses on a grid',
      new Array<number>(64).fill(3),
      new Array<number>(64).fill(3),
      (i, j) => Math.abs((i % 8) - (j % 8)) + Math.abs((i >> 3) - (((j * 5) % 64) >> 3)),
    ],
    ['mostly zeros', [0, 0, 5, 0, 0], [0, 3, 0, 0, 2, 0], (i, j) => Math.abs(i - j)],
    ['masses of very different size', [1e-18, 1, 1e6], [1e6, 1, 1e-18], (i, j) => (i - j) ** 2],
    ['costs below zero', [1, 1, 1], [1, 1, 1], (i, j) => -((i * 5 + j * 3) % 7)],
  ];
  for (const [name, supply, demand, price] of degenerate) {
    it(`gives a best plan and duals for ${name}`, async () => {
      const [m, n] = [supply.length, demand.length];
      const cost = Float64Array.from({ length: m * n }, (_, k) => price(Math.floor(k / n), k % n));
      expectOptimal(supply, demand, cost, await solve(supply, demand, cost));
    });
  }

  it('gives the same plan each time', async () => {
    const ones = new Array<number>(60).fill(1);
    const cost = Float64Array.from({ length: 3600 }, (_, k) => Math.floor(5 * random(k + 1)));
    expect(await solve(ones, ones, cost)).to.deep.equal(await solve(ones, ones, cost));
  });

  describe('of 46 MB of costs', function () {
    this.timeout(20_000);
    const N = 2400;
    const ones = new Float64Array(N).fill(1);
    const costs = givenCosts(
      Float64Array.from({ length: N * N }, (_, k) => random(k + 1)),
      N,
      N,
    );
    /** How much was done at each pause. */
    const pauses = async (stopAt = Infinity): Promise<{ fractions: number[]; failure: string }> => {
      const fractions: number[] = [];
      const breathe = (fraction: number): Promise<void> =>
        fractions.push(fraction) === stopAt ? Promise.reject(new Error('enough')) : Promise.resolve();
      const failure = await transport(ones, ones, costs, breathe).then(
        () => 'none',
        (error: unknown) => String(error),
      );
      return { fractions, failure };
    };

    it('lets messages in while costs are made, looked through and planned with, and while a whole turn finds nothing', async () => {
      const { fractions } = await pauses();
      // Costs and the look at them take two steps each, and 4799 arcs of a row each three.
      const before = fractions.filter((f) => f === 0).length;
      expect(before).to.be.at.least(7);
      expect(fractions).to.deep.equal([...fractions].sort((a, b) => a - b));
      expect(fractions.at(-1)).to.be.within(0.1, 0.99);
      // The last turn, which finds nothing, is longer than a step.
      expect(fractions.at(-2)).to.equal(fractions.at(-1));
    });

    it('stops at once where letting messages in throws', async () => {
      for (const stopAt of [1, 3, 5, 8, 12]) {
        const { fractions, failure } = await pauses(stopAt);
        expect(failure).to.equal('Error: enough');
        expect(fractions).to.have.length(stopAt);
      }
    });
  });
});

describe('costs of moving between points', () => {
  const distance = {
    euclidean: (d: readonly number[]) => Math.sqrt(d.reduce((sum, v) => sum + v * v, 0)),
    manhattan: (d: readonly number[]) => d.reduce((sum, v) => sum + Math.abs(v), 0),
    squared: (d: readonly number[]) => d.reduce((sum, v) => sum + v * v, 0),
  };
  for (const metric of ['euclidean', 'manhattan', 'squared'] as const) {
    it(`are ${metric} distances, for any rows of any number of columns`, () => {
      const coordinates = (count: number): fc.Arbitrary<number[]> =>
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: count, maxLength: count });
      const sizes = fc.tuple(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 4 }),
      );
      const points = sizes.chain(([m, n, d]) =>
        fc.tuple(fc.constant([m, n, d] as const), coordinates(m * d), coordinates(n * d)),
      );
      fc.assert(
        fc.property(points, fc.integer({ min: 0, max: 5 }), ([[m, n, d], from, to], skipped) => {
          const memory = new KernelMemory(false);
          const stride = 32 * Math.ceil(n / 4);
          const costs = costsBetween(
            { coordinates: Float64Array.from(from), count: m },
            { coordinates: Float64Array.from(to), count: n },
            d,
            metric,
          );
          const fill = costs.open(memory, memory.reserve(costs.bytes(stride)), stride);
          const first = skipped % m;
          const address = memory.reserve((m - first) * stride);
          fill(first, m - first, address);
          const found = new Float64Array(memory.memory.buffer, address, ((m - first) * stride) / 8);
          for (let i = first; i < m; i++) {
            for (let j = 0; j < n; j++) {
              const differences = Array.from({ length: d }, (_, k) => from[i * d + k]! - to[j * d + k]!);
              expect(found[((i - first) * stride) / 8 + j]).to.equal(distance[metric](differences));
            }
          }
        }),
      );
    });
  }
});
