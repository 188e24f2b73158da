// The command line as a shell sees it: what is printed where, and the exit status.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { ComputeResult } from '../../../src/protocol/compute';
import { npyHeaderBytes } from '../../../src/worker/readers/npyHeader';

function lossary(
  args: readonly string[],
  input?: string,
): { status: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
    input: input ?? '',
    timeout: 50_000,
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

function computed(args: readonly string[], input?: string): ComputeResult {
  const { status, out, err } = lossary(['compute', ...args, '--json'], input);
  expect(err).to.equal('');
  expect(status).to.equal(0);
  return JSON.parse(out) as ComputeResult;
}

function value(args: readonly string[]): unknown {
  return computed(args).results[0]?.value;
}

/** A refusal: exit status, one line on standard error, nothing on standard output. */
function refused(args: readonly string[], status: number, ...parts: string[]): void {
  const found = lossary(args);
  expect(found.out).to.equal('');
  expect(found.err.trimEnd().split('\n')).to.have.length(1);
  for (const part of parts) expect(found.err).to.contain(part);
  expect(found.status).to.equal(status);
}

const BINARY = ['--prediction', 'samples/binary/probs.npy', '--label', 'samples/binary/labels.npy'];
const EXAMPLE = ['--prediction', '[.3, .2, .3, .2]', '--label', '[0, 1, 0, 1]'];

describe('the command line', () => {
  it('computes several ids on two .npy files', () => {
    const { results, prediction } = computed(['focal,bce', ...BINARY]);
    expect(results.map((r) => r.id)).to.deep.equal(['focal', 'bce']);
    expect(results.map((r) => r.count)).to.deep.equal([20000, 20000]);
    expect(prediction?.dtype).to.equal('float32');
  });

  it('takes weighted points as JSON objects', () => {
    const side = (y: number, weights: string): string =>
      `{"points": [[0, ${y}], [1, ${y}]], "weights": ${weights}}`;
    const cost = value(['emd', '--prediction', side(0, '[0.4, 0.6]'), '--label', side(1, '[0.5, 0.5]')]);
    expect(Number(cost)).to.be.closeTo(0.9 + 0.1 * Math.SQRT2, 1e-15);
    refused(['compute', 'emd', '--prediction', '{"points": [[0', '--label', '{}'], 2, 'is no JSON');
  });

  it('gives the worked example to four digits', () => {
    const dice = (...set: string[]): number =>
      Number(value(['dice', ...EXAMPLE, ...set.flatMap((s) => ['--set', s])]));
    expect(dice('smooth=0')).to.be.closeTo(0.7333, 5e-5);
    expect(dice('smooth=1')).to.be.closeTo(0.55, 5e-5);
    expect(dice('smooth=0', 'denominator=squared')).to.be.closeTo(0.646, 5e-5);
    expect(dice('smooth=1', 'denominator=squared')).to.be.closeTo(0.4479, 5e-5);
    expect(Number(value(['soft_iou', ...EXAMPLE, '--set', 'smooth=0']))).to.be.closeTo(0.8462, 5e-5);
    const classes = ['--prediction', '[[.1, .5, .1, .3]]', '--label', '[2]'];
    expect(Number(value(['cross_entropy', ...classes]))).to.be.closeTo(2.3026, 5e-5);
    expect(Number(value(['cross_entropy_all', ...classes]))).to.be.closeTo(3.4578, 5e-5);
  });

  it('reads a key of an archive and columns of a table', () => {
    const logits = [
      '--prediction',
      'samples/multiclass/logits.npz#logits',
      '--label',
      'samples/multiclass/labels.npy',
    ];
    const probs = [
      '--prediction',
      'samples/multiclass/logits.npz#probs',
      '--label',
      'samples/multiclass/labels.npy',
    ];
    const fromLogits = Number(value(['cross_entropy', ...logits, '--set', 'input=logits']));
    expect(Number(value(['cross_entropy', ...probs]))).to.be.closeTo(fromLogits, 1e-6);
    const table = 'samples/regression/predictions.csv';
    expect(value(['mse', '--prediction', `${table}#prediction`, '--label', `${table}#target`])).to.be.a(
      'number',
    );
  });

  it('reads requests from standard input and answers in their order', () => {
    const requests = [
      { compute: [{ id: 'mse' }], prediction: [1, 2], label: [1, 4] },
      { compute: [{ id: 'mse' }], prediction: [1, 2], label: [1, 4, 5] },
      { compute: [{ id: 'mse' }], prediction: [1, 'NaN'], label: [1, 4], gradient: true },
    ];
    const { status, out } = lossary(['compute', '--request', '-'], JSON.stringify(requests));
    const answers = JSON.parse(out) as {
      ok: boolean;
      results: { value: unknown; gradient: unknown; nonFinite: number }[];
    }[];
    expect(status).to.equal(1);
    expect(answers.map((a) => a.ok)).to.deep.equal([true, false, true]);
    expect(answers[0]?.results[0]?.value).to.equal(2);
    expect(answers[2]?.results[0]).to.deep.include({ value: 'NaN', nonFinite: 1, gradient: [0, 'NaN'] });
  });

  it('shows every convention with --preset all', () => {
    const { results } = computed(['dice', ...EXAMPLE, '--preset', 'all']);
    const byName = new Map(results.map((r) => [r.preset, r.value]));
    expect(byName.get(undefined)).to.be.closeTo(0.55, 1e-12);
    expect(byName.get('form 1')).to.be.closeTo(1 - 0.8 / 3, 1e-12);
  });

  it('streams the gradient to a .npy file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lossary-'));
    try {
      const path = join(folder, 'gradient.npy');
      computed(['mse', '--prediction', '[1, 2]', '--label', '[0, 4]', '--gradient', path]);
      const bytes = readFileSync(path);
      const data = bytes.subarray(bytes.length - 16);
      expect([data.readDoubleLE(0), data.readDoubleLE(8)]).to.deep.equal([1, -2]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    it(`leaves no unfinished file at ${signal}, and an earlier one as it was`, async function () {
      if (process.platform === 'win32') this.skip();
      const folder = mkdtempSync(join(tmpdir(), 'lossary-'));
      try {
        const count = 40_000_000; // of zeros, which take no room
        writeFileSync(join(folder, 'p.npy'), npyHeaderBytes('float32', [count]));
        truncateSync(join(folder, 'p.npy'), npyHeaderBytes('float32', [count]).length + 4 * count);
        writeFileSync(join(folder, 'g.npy'), 'older');
        const [p, g] = [join(folder, 'p.npy'), join(folder, 'g.npy')];
        const args = [
          'dist/cli.js',
          'compute',
          'focal',
          '--set',
          'gamma=1.7',
          '--prediction',
          p,
          '--label',
          p,
        ];
        const child = spawn(process.execPath, [...args, '--gradient', g], { stdio: 'ignore' });
        const ended = once(child, 'exit');
        while (child.exitCode === null && !readdirSync(folder).some((name) => name.endsWith('.part')))
          await setTimeout(2);
        child.kill(signal);
        expect(await ended).to.deep.equal([status, null]);
        expect(readdirSync(folder)).to.have.members(['p.npy', 'g.npy']);
        expect(readFileSync(g, 'utf8')).to.equal('older');
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

  it('says why no gradient was written, and ends with 1 where there is none at all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lossary-'));
    try {
      const gradient = ['--gradient', join(folder, 'g.npy'), '--json'];
      const none = lossary(['compute', 'f1', ...BINARY, ...gradient]);
      expect(none.err).to.match(/^lossary: f1: no gradient was written\. ./);
      expect(none.status).to.equal(1);
      const { results } = JSON.parse(none.out) as ComputeResult;
      expect(results[0]?.gradient).to.equal(null);
      expect(none.err).to.contain(String(results[0]?.details['gradient']));
      const some = lossary(['compute', 'f1,bce', ...BINARY, ...gradient]);
      expect(some.err).to.match(/^lossary: f1: no gradient was written/);
      expect(some.status).to.equal(0);
      expect(readdirSync(folder)).to.deep.equal(['g.bce.npy']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('helps, also behind a command', () => {
    for (const args of [['--help'], ['compute', '--help'], ['experiment', '-h']]) {
      const { status, out } = lossary(args);
      expect(out).to.contain('lossary compute ID');
      expect(status).to.equal(0);
    }
  });

  it('lists what there is', () => {
    const list = JSON.parse(lossary(['list', '--json']).out) as {
      id: string;
      parameters: { name: string }[];
    }[];
    expect(list.find((d) => d.id === 'focal')?.parameters.map((p) => p.name)).to.include.members([
      'gamma',
      'alpha',
    ]);
    expect(lossary(['list']).out).to.match(/^focal\s+loss\s+Focal loss$/m);
  });

  it('ends with 2 for wrong usage', () => {
    refused([], 2, 'No command');
    refused(['frob'], 2, 'frob');
    refused(['compute', ...EXAMPLE], 2, 'id');
    refused(['compute', 'mse'], 2, '--prediction');
    refused(['compute', 'mse', ...EXAMPLE, '--reduction', 'most'], 2, 'most');
    refused(['compute', 'mse', ...EXAMPLE, '--frob', '1'], 2, 'frob');
  });

  it('ends with 1 for wrong data, naming the file, the place and what to do', () => {
    const masks = ['--prediction', 'samples/masks/pred.npy', '--label', 'samples/masks/label_255.npy'];
    refused(['compute', 'dice', ...masks], 1, 'label_255.npy', 'element [', 'divide by 255');
    refused(['compute', 'dise', ...EXAMPLE], 1, 'dise', 'dice');
    refused(['compute', 'focal', ...EXAMPLE, '--set', 'gama=1'], 1, 'gama', 'gamma');
    refused(['compute', 'mse', '--prediction', 'samples', '--label', '[1]'], 1, 'samples', 'folder');
    refused(['compute', 'mse', '--prediction', 'nothing.npy', '--label', '[1]'], 1, 'nothing.npy');
    refused(['compute', 'mse', '--prediction', '[1, 2]', '--label', '[1, 2, 3]'], 1, '(2,)', '(3,)');
    refused(
      ['compute', 'mse', '--prediction', '[[1], [2]]', '--label', '[1, 2]'],
      1,
      '(2, 1)',
      '(2,)',
      'broadcast',
    );
    refused(['compute', 'bce', '--prediction', '[.5, 1.5]', '--label', '[1, 0]'], 1, '1.5', 'logits');
    refused(['compute', 'mse', '--prediction', '[]', '--label', '[]'], 1, 'empty');
    refused(
      ['compute', 'mse', '--prediction', 'samples/multiclass/logits.npz#logit', '--label', '[1]'],
      1,
      'logits',
    );
  });

  it('refuses a pipe at once instead of waiting for somebody to write to it', function () {
    if (process.platform === 'win32') this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'lossary-'));
    try {
      const pipe = join(folder, 'pipe.npy');
      execFileSync('mkfifo', [pipe]);
      refused(['compute', 'mse', '--prediction', pipe, '--label', '[1]'], 1, pipe, 'not a regular file');
      refused(['compute', 'mse', '--prediction', '[1]', '--label', `${pipe}#y`], 1, 'not a regular file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names what is wrong with a broken file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lossary-'));
    try {
      const whole = readFileSync('samples/binary/probs.npy');
      writeFileSync(join(folder, 'short.npy'), whole.subarray(0, whole.length - 1000));
      writeFileSync(join(folder, 'noise.npy'), 'no array at all');
      writeFileSync(join(folder, 'text.csv'), 'score,label\n0.5,1\nhigh,0\n');
      refused(
        ['compute', 'bce', '--prediction', join(folder, 'short.npy'), '--label', '[1]'],
        1,
        'short.npy',
        'byte',
      );
      refused(
        ['compute', 'bce', '--prediction', join(folder, 'noise.npy'), '--label', '[1]'],
        1,
        'noise.npy',
      );
      const table = join(folder, 'text.csv');
      refused(
        ['compute', 'bce', '--prediction', `${table}#score`, '--label', `${table}#label`],
        1,
        'line 3',
        'high',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
