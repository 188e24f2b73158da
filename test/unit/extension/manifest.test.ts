// The manifest and the code say the same: commands, views, view types, icons, what is declared.
import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CATALOGUE_VIEW,
  COMMANDS,
  HAS_REQUEST,
  HAS_RESULT,
  IS_FILTERED,
  RESULTS_PANEL,
  VISUALIZER_PANEL,
  VISUALIZER_VIEW,
} from '../../../src/extension/commandIds';
import { EXTENSIONS } from '../../../src/extension/requestSources';

interface Item {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly capabilities: unknown;
  readonly contributes: {
    readonly commands: readonly (Item & {
      readonly title: string;
      readonly category: string;
      readonly icon: string;
      readonly enablement?: string;
    })[];
    readonly menus: Readonly<Record<string, readonly Item[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly configuration: unknown;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
  };
}

type Texts = Readonly<Record<string, string>>;

const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Texts;

/** With its texts filled in, as VS Code shows it in English. */
const manifest = JSON.parse(
  readFileSync('package.json', 'utf8').replaceAll(/%([\w.]+)%/g, (whole, key: string) =>
    JSON.stringify(texts[key] ?? whole).slice(1, -1),
  ),
) as Manifest;
const { commands, menus, views, viewsContainers, viewsWelcome } = manifest.contributes;
const ids = commands.map(({ command }) => command);

/** All sources of the extension as one text. */
const sources = readdirSync('src/extension', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src/extension', name), 'utf8'))
  .join('\n');

describe('the manifest', () => {
  it('contributes exactly the commands that are registered', () => {
    expect(ids).to.have.members([...COMMANDS]);
    expect(ids).to.have.lengthOf(COMMANDS.length);
  });

  it('names no command in menus, welcome texts or code that does not exist', () => {
    const inMenus = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    const inTexts = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id),
    );
    const inCode = [...sources.matchAll(/'(lossary\.[\w.]+)' satisfies CommandId/g)].map(([, id]) => id);
    expect(inCode).not.to.be.empty;
    for (const id of [...inMenus, ...inTexts, ...inCode]) expect(ids).to.include(id);
  });

  it('gives every command a title, the category and an icon of the editor', () => {
    for (const { title, category, icon } of commands) {
      expect(title).to.match(/^[A-Z]/);
      expect(category).to.equal('Lossary');
      expect(icon).to.match(/^\$\([a-z-]+\)$/);
    }
  });

  it('asks only for context keys that someone sets', () => {
    const { configuration: _, ...others } = manifest.contributes;
    const keys = JSON.stringify(others).match(/(?<![\w:.'/])lossary\.[a-zA-Z]+/g) ?? [];
    const known = [
      ...ids,
      HAS_REQUEST,
      HAS_RESULT,
      IS_FILTERED,
      CATALOGUE_VIEW,
      VISUALIZER_VIEW,
      RESULTS_PANEL,
    ];
    for (const key of keys) expect(known).to.include(key);
    for (const key of [HAS_REQUEST, HAS_RESULT, IS_FILTERED])
      expect(JSON.stringify(manifest.contributes)).to.include(key);
  });

  it('hides in the palette what would do nothing', () => {
    const hidden = new Map(menus['commandPalette']?.map(({ command, when }) => [command, when]));
    for (const { command, enablement } of commands)
      if (enablement !== undefined) expect(hidden.get(command), command).to.equal(enablement);
  });

  it('offers files of every format that can be picked, and nothing else, one or two at a time', () => {
    const [item] = menus['explorer/context'] ?? [];
    const pattern = /=~ \/(.*)\/i/.exec(item?.when ?? '')?.[1] ?? '';
    for (const extension of EXTENSIONS) expect(`.${extension}`).to.match(new RegExp(pattern, 'i'));
    for (const other of ['.py', '.jsonc', '.npyx', '.txt'])
      expect(other).not.to.match(new RegExp(pattern, 'i'));
    expect(item?.when).to.include('(!listMultiSelection || listDoubleSelection)');
  });

  it('has the views that are registered, and icons that exist', () => {
    const inContainer = views['lossary'] ?? [];
    expect(inContainer.map(({ id }) => id)).to.deep.equal([CATALOGUE_VIEW, VISUALIZER_VIEW]);
    const icons = [manifest, ...viewsContainers.activitybar, ...inContainer].map(({ icon }) => icon);
    const inCode = [...sources.matchAll(/'media', '([\w.-]+)'/g)].map(([, name]) =>
      join('media', name ?? ''),
    );
    expect(inCode).not.to.be.empty;
    for (const icon of [...icons, ...inCode]) expect(existsSync(icon), icon).to.equal(true);
  });

  it('activates for links and for the panels that have a serializer', () => {
    expect(manifest.activationEvents).to.deep.equal([
      'onLanguage:python',
      'onLanguage:markdown',
      `onWebviewPanel:${RESULTS_PANEL}`,
      `onWebviewPanel:${VISUALIZER_PANEL}`,
      'onUri',
    ]);
    expect(sources).to.include('registerUriHandler(');
    expect(sources).to.include('registerWebviewPanelSerializer(RESULTS_PANEL, results)');
    expect(sources).to.include('createWebviewPanel(RESULTS_PANEL,');
    expect(sources).to.include('registerWebviewPanelSerializer(VISUALIZER_PANEL, visualizer)');
    expect(sources).to.include('createWebviewPanel(VISUALIZER_PANEL,');
  });

  it('says that restricted and virtual workspaces are supported, and from which version on', () => {
    expect(manifest.capabilities).to.deep.equal({
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
    expect(manifest.engines.vscode).to.equal('^1.91.0');
    const types = JSON.parse(readFileSync('node_modules/@types/vscode/package.json', 'utf8')) as {
      version: string;
    };
    expect(types.version).to.equal('1.91.0');
  });

  it('never keeps hidden webviews alive', () => {
    expect(sources).not.to.include('retainContextWhenHidden');
  });
});
