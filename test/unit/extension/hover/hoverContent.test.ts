// What a hover says, for every name in code that the catalogue has, in both languages and all themes.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import * as catalogue from '../../../../src/catalogue/lookUp';
import { COMMANDS } from '../../../../src/extension/commandIds';
import type { FormulaFile } from '../../../../src/extension/hover/formulaPicture';
import { hoverContent, PARTS, type HoverContext } from '../../../../src/extension/hover/hoverContent';
import { severalContent } from '../../../../src/extension/hover/severalContent';
import { LINKED_COMMANDS } from '../../../../src/extension/hover/markdown';
import { visualizerState } from '../../../../src/extension/views/visualizerState';
import * as v from 'valibot';
import { argument, useOf } from './uses';

const formulas = JSON.parse(readFileSync('dist/formulas.json', 'utf8')) as FormulaFile;
const EN: HoverContext = { catalogue, formulas, theme: 2, language: 'en', parts: new Set(PARTS) };
const ZH: HoverContext = { ...EN, language: 'zh' };

const PATHS = [
  ...catalogue.CATALOGUE.flatMap(({ aliases }) => aliases.map(({ path }) => path)),
  ...catalogue.NOTE_ONLY.flatMap(({ paths }) => paths),
];

function content(use: Parameters<typeof hoverContent>[0], context = EN): string {
  const text = hoverContent(use, context);
  if (text === undefined) throw new Error(`Nothing is said of ${use.path}.`);
  return text;
}

const images = (text: string): string[] =>
  [...text.matchAll(/!\[((?:\\.|[^\]])*)\]\(([^)]*)\)/g)].map(([, , uri = '']) => uri);
const withoutImages = (text: string): string => text.replaceAll(/!\[(?:\\.|[^\]])*\]\([^)]*\)/g, '');
const commandsOf = (text: string): { command: string; argument: unknown }[] =>
  [...text.matchAll(/\(command:([\w.]+)\?([^)]+)\)/g)].map(([, command = '', query = '']) => {
    const [argument] = JSON.parse(decodeURIComponent(query)) as unknown[];
    return { command, argument };
  });

describe('the content of hovers', () => {
  for (const context of [EN, ZH]) {
    it(`is there for every name in code (${context.language}), under 60 KB, with whole pictures`, () => {
      for (const path of PATHS) {
        const text = content(useOf(path), context);
        expect(Buffer.byteLength(text), path).to.be.below(60_000);
        for (const uri of images(text)) {
          const [, data = '', size] =
            /^data:image\/svg\+xml;base64,([^|]+)\|(width=\d+,height=\d+)$/.exec(uri) ?? [];
          expect(size, path).to.exist;
          const svg = Buffer.from(data, 'base64').toString();
          expect(svg, path).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/s);
          expect(svg, path).not.to.match(/d="#|NaN|undefined|data-/);
        }
        expect(withoutImages(text), path).not.to.match(/\[object|\{\d\}|=undefined|: undefined/);
      }
    });
  }

  it('links commands that exist, with arguments that they take, and addresses', () => {
    for (const path of PATHS) {
      const text = content(useOf(path));
      for (const { command, argument: given } of commandsOf(text)) {
        expect(COMMANDS, path).to.include(command);
        expect(LINKED_COMMANDS, path).to.include(command);
        if (command === 'lossary.openVisualizer') expect(v.is(visualizerState, given), path).to.equal(true);
      }
      for (const [, address = ''] of withoutImages(text).matchAll(/\]\(([^)]+)\)/g))
        expect(address, path).to.match(/^(command:lossary\.|https:\/\/)\S+$/);
    }
  });

  it('has its title as text', () => {
    const title = (text: string): string => text.split('\n', 1)[0] ?? '';
    expect(title(content(useOf('torch.nn.BCEWithLogitsLoss')))).to.equal(
      '**Binary cross entropy with logits** · bce · PyTorch',
    );
    expect(title(content(useOf('sklearn.metrics.matthews_corrcoef')))).to.match(
      /^\*\*Matthews correlation.* · mcc · scikit-learn$/,
    );
    expect(title(content(useOf('torch.nn.BCELoss'), ZH)))
      .to.include('二元交叉熵')
      .and.include('Binary cross entropy');
  });

  it('says what arguments mean, and draws with them', () => {
    const path = 'torchvision.ops.sigmoid_focal_loss';
    const gamma = (value: number): string =>
      content(
        useOf(path, {
          arguments: [argument('gamma', String(value), { value, parameter: 'gamma' })],
          params: { gamma: value, input: 'logits' },
        }),
      );
    expect(gamma(3)).to.match(/^- `gamma=3` \S+/m);
    expect(images(gamma(3))[0]).to.equal(images(gamma(2))[0]);
    expect(images(gamma(3))[1]).not.to.equal(images(gamma(2))[1]);
    expect(commandsOf(gamma(3))).to.deep.include({
      command: 'lossary.openVisualizer',
      argument: { losses: [{ id: 'focal', preset: 'torchvision', params: { gamma: 3, input: 'logits' } }] },
    });
  });

  it('stands in the order formula, arguments, plot, and holds together without arguments', () => {
    const given = [argument('beta', '0.5', { value: 0.5, parameter: 'beta' })];
    const told = content(useOf('torch.nn.SmoothL1Loss', { arguments: given, params: { beta: 0.5 } }));
    const order = ['![Formula', '- `beta=0.5`', '![Plot', '**Expects**', '**Mind**'];
    const places = order.map((part) => told.indexOf(part));
    expect(places)
      .to.deep.equal([...places].sort((a, b) => a - b))
      .and.not.include(-1);
    expect(content(useOf('torch.nn.SmoothL1Loss'))).not.to.match(/\n{3,}|- *\n/);
  });

  it('names every loss that a name may stand for, with its arguments and one formula each', () => {
    const sum = [argument('reduction', '"sum"', { value: 'sum' })];
    const uses = [
      useOf('torch.nn.BCELoss'),
      useOf('torch.nn.BCELoss', { arguments: sum, reduction: 'sum' }),
      useOf('torch.nn.SmoothL1Loss', {
        arguments: [argument('beta', '0.5', { value: 0.5, parameter: 'beta' })],
        params: { beta: 0.5 },
      }),
    ];
    const text = severalContent(uses, EN) ?? '';
    expect(text).to.match(/^One of 3, by the branch of the code that ran:/);
    expect(text).to.include('**Binary cross entropy** · bce · PyTorch · `BCELoss(reduction="sum")`');
    expect(text).to.include('- `beta=0.5`');
    expect(images(text)).to.have.lengthOf(2);
    expect(Buffer.byteLength(text)).to.be.below(60_000);
    expect(commandsOf(text)).to.deep.equal([
      {
        command: 'lossary.openVisualizer',
        argument: { losses: [{ id: 'bce' }, { id: 'smooth_l1', params: { beta: 0.5 } }] },
      },
      { command: 'lossary.computeOnFiles', argument: { losses: ['bce', 'smooth_l1'] } },
    ]);
    expect(severalContent(uses, ZH)).to.include('以下 3 者之一');
  });

  it('names the library once', () => {
    expect(content(useOf('torch.nn.KLDivLoss'))).not.to.include('As PyTorch has it: PyTorch');
    expect(content(useOf('optax.l2_loss'))).not.to.include('As optax has it: optax');
  });

  it('says a default reduction that is no mean, and what deprecated arguments mean', () => {
    expect(content(useOf('optax.l2_loss'))).to.include('Without `reduction`: one value each');
    expect(content(useOf('torch.nn.MSELoss'))).not.to.include('`reduction`:');
    const old = useOf('torch.nn.MSELoss', {
      reduction: 'sum',
      arguments: [argument('size_average', 'False', { value: false, deprecated: 'sum' })],
    });
    expect(content(old)).to.match(/`size_average=False` is deprecated.*`reduction="sum"`/);
  });

  it('does not give a convention that the call overrides', () => {
    const mean = content(useOf('torch.nn.KLDivLoss'));
    expect(mean).to.include('PyTorch’s reduction="mean"');
    expect(content(useOf('torch.nn.KLDivLoss', { params: { divideBy: 'rows' } }))).not.to.include(
      'PyTorch’s reduction="mean"',
    );
  });

  it('says of a namesake that it only looks like the loss, and how it differs', () => {
    const text = content(
      useOf('torchvision.ops.sigmoid_focal_loss', {
        certainty: 'looksLike',
        definedAs: 'sigmoid_focal_loss',
        differences: { lacks: ['alpha'], adds: ['ignore'] },
      }),
    );
    expect(text)
      .to.include('Looks like Focal loss')
      .and.include('It lacks `alpha`.')
      .and.include('It adds `ignore`.');
    expect(text).not.to.include('torchvision documentation');
  });

  it('offers to compute arrays that stand in the call, the truth where the library wants it', () => {
    const at = (path: string): unknown =>
      commandsOf(
        content(
          useOf(path, { inputs: [argument('a', 'torch.tensor([0.9, 0.2])'), argument('b', '[1, 0]')] }),
        ),
      )[0]?.argument;
    expect(at('torch.nn.BCELoss')).to.deep.include({
      request: {
        compute: [{ id: 'bce' }],
        prediction: 'torch.tensor([0.9, 0.2])',
        label: '[1, 0]',
        reduction: 'mean',
      },
    });
    expect(at('sklearn.metrics.log_loss')).to.have.nested.property('request.prediction', '[1, 0]');
  });

  it('leaves out the parts that are switched off', () => {
    const use = useOf('torch.nn.BCELoss', {
      arguments: [argument('reduction', '"sum"', { value: 'sum' })],
      reduction: 'sum',
    });
    const without = (part: (typeof PARTS)[number]): string =>
      content(use, { ...EN, parts: new Set(PARTS.filter((each) => each !== part)) });
    expect(images(without('formula'))).to.have.lengthOf(1);
    expect(images(without('plot'))).to.have.lengthOf(1);
    expect(without('arguments')).not.to.include('reduction=');
    expect(without('inputs')).not.to.include('**Expects**');
    expect(without('pitfalls')).not.to.include('**Mind**');
    expect(without('links')).not.to.include('command:');
  });

  it('is in the colours of each kind of theme', () => {
    const pictures = [1, 2, 3, 4].map((theme) =>
      images(content(useOf('torch.nn.BCELoss'), { ...EN, theme })).join(),
    );
    expect(new Set(pictures).size).to.equal(4);
  });

  it('cannot be broken out of by code', () => {
    const text = content(
      useOf('torch.nn.MSELoss', {
        arguments: [argument('reduction', '`x` [a](command:workbench.action.quit)', { value: 'x' })],
      }),
    );
    expect(commandsOf(text).map(({ command }) => command)).not.to.include('workbench.action.quit');
    expect(text).to.include('`` reduction=`x` [a](command:workbench.action.quit) ``');
  });
});
