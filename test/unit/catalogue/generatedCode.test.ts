// The generated Python is what the libraries themselves have run: its hash stands in test/golden/code.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import { asCode, type Code } from '../../../src/catalogue/code/asCode';
import { parametersInForce } from '../../../src/catalogue/inForce';
import { DIALECTS, type DialectName } from '../../../src/math/python/dialect';
import type { Parameters as LossParameters } from '../../../src/protocol/compute';
import { codeCases, type CodeCase } from '../../golden/generatedCode';

type Verified = Readonly<Record<string, string>>;

const { verified } = JSON.parse(readFileSync(join(process.cwd(), 'test/golden/code.json'), 'utf8')) as {
  verified: readonly Verified[];
};

const hashesOf = ({ id, name, code }: CodeCase): Verified => ({
  id,
  name,
  ...Object.fromEntries(Object.entries(code).map(([writing, { hash }]) => [writing, hash])),
});

/** Algorithms that no formula says, and `combine`, which says nothing without its expression. */
const WITHOUT = [
  'topk_percent',
  'info_nce',
  'emd',
  'lovasz_hinge',
  'lovasz_softmax',
  'hausdorff_er',
  'combine',
  'dice_topk',
  'top_k_accuracy',
  'ece',
  'hausdorff',
  'hausdorff95',
  'assd',
  'masd',
  'nsd',
  'coco_map',
];

const LIBRARY_ONLY = ['roc_auc', 'average_precision'];

function codeOf(
  id: string,
  dialect: DialectName,
  params: LossParameters = {},
  preset?: string,
): Code | string {
  const declaration = findDeclaration(id)!;
  const inForce = { ...parametersInForce(declaration, preset), ...params };
  const code = asCode(declaration, { dialect, params: inForce }, findDeclaration);
  return 'none' in code ? code.none.en : code;
}

function bodyOf(...args: Parameters<typeof codeOf>): string {
  const code = codeOf(...args);
  return typeof code === 'string' ? code : code.body;
}

describe('generated Python', () => {
  const known = new Map(verified.map((row) => [`${row['id']}, ${row['name']}`, row]));
  let cases: readonly CodeCase[] = [];

  before(function () {
    this.timeout(120_000);
    cases = codeCases(new Set(known.keys()));
  });

  it('is the very text that gave the golden values; after a change: npm run golden python_code', () => {
    for (const made of cases) expect(hashesOf(made)).to.deep.equal(known.get(`${made.id}, ${made.name}`));
    expect(cases.length).to.equal(verified.length);
  });

  it('is there for every entry that a formula says, and has been run for each of them in each library', () => {
    const ran = (id: string, dialect: string): boolean =>
      verified.some((row) => row['id'] === id && dialect in row);
    const missing = CATALOGUE.flatMap(({ id }) =>
      DIALECTS.filter((dialect) => typeof codeOf(id, dialect) === 'string').map(() => id),
    );
    expect([...new Set(missing)].sort()).to.deep.equal([...WITHOUT, ...LIBRARY_ONLY].sort());
    const unverified = CATALOGUE.flatMap(({ id }) =>
      DIALECTS.filter((dialect) => typeof codeOf(id, dialect) !== 'string' && !ran(id, dialect)).map(
        (dialect) => `${id} ${dialect}`,
      ),
    );
    expect(unverified).to.deep.equal([]);
  });

  it('calls the library where it has exactly this, and no longer once a parameter differs', () => {
    const call = 'loss = F.binary_cross_entropy(probabilities, target)';
    expect(bodyOf('bce', 'torch').split('\n').at(-1)).to.equal(call);
    expect(bodyOf('bce', 'torch', { posWeight: 3 })).to.match(/^def bce_loss\(/m);
    expect(bodyOf('focal', 'torch', { input: 'logits' }, 'torchvision')).to.include('sigmoid_focal_loss(');
    expect(bodyOf('focal', 'torch', { clip: 0.1, input: 'logits' }, 'torchvision')).not.to.include(
      'sigmoid_focal_loss(',
    );
  });

  it('holds the parameters in force as defaults', () => {
    expect(bodyOf('tversky', 'jax', { alpha: 0.7, beta: 0.3 })).to.match(/alpha=0\.7, beta=0\.3/);
  });

  it('says which library helps where there is no formula, or that none does', () => {
    expect(codeOf('roc_auc', 'jax')).to.match(
      /^Area under the ROC curve is an algorithm.*Choose PyTorch or NumPy/,
    );
    expect(codeOf('hausdorff95', 'torch')).to.match(/cannot write it as Python code/);
    expect(codeOf('combine', 'torch')).to.match(/expression/);
  });

  it('writes out an expression over losses, each part once', () => {
    const body = bodyOf('combine', 'torch', { expression: '0.5*dice(smooth=1e-5) + bce' });
    const names = body.match(/(?<=^def )\w+/gm) ?? [];
    expect(names).to.include.members(['dice_loss', 'bce_loss', 'combine_loss']);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('has lines of at most 88 characters, as formatters have them', () => {
    for (const { code } of cases)
      for (const { text } of Object.values(code))
        expect(text.split('\n').filter((line) => line.length > 88 && !line.includes('http'))).to.deep.equal(
          [],
        );
  });
});
