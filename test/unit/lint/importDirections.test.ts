// Holds the linter to the directions of the design: it must refuse every import that goes another way.
import { expect } from 'chai';
import { ESLint } from 'eslint';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const folders = {
  math: 'src/math',
  protocol: 'src/protocol',
  catalogue: 'src/catalogue',
  worker: 'src/worker',
  python: 'src/python',
  client: 'src/client',
  extension: 'src/extension',
  cli: 'src/cli',
  webview: 'webview',
} as const;
type Room = keyof typeof folders;
const rooms = Object.keys(folders) as Room[];

/** The design's directions, written a second time on purpose: the linter's table may not drift from it. */
const allowed: Record<Room, readonly Room[]> = {
  math: ['math'],
  protocol: ['protocol', 'math'],
  catalogue: ['catalogue', 'protocol', 'math'],
  worker: ['worker', 'catalogue', 'protocol', 'math'],
  python: ['python', 'catalogue', 'protocol', 'math'],
  client: ['client', 'catalogue', 'protocol', 'math'],
  extension: ['extension', 'client', 'python', 'catalogue', 'protocol', 'math'],
  cli: ['cli', 'worker', 'client', 'catalogue', 'protocol', 'math'],
  webview: ['webview', 'catalogue', 'protocol', 'math'],
};

/** A file that is there, since an import that leads nowhere is refused for another reason. */
function someFile(room: Room): string {
  const found = readdirSync(folders[room], { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.node.ts') && !name.endsWith('.d.ts'))
    .sort()[0];
  if (found === undefined) throw new Error(`${folders[room]} has no file yet.`);
  return join(folders[room], found);
}

function importPath(from: string, to: string): string {
  const path = relative(from, to).replaceAll('\\', '/').replace(/\.ts$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/'),
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
  },
});

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ message }) => message);
}

async function isRefused(filePath: string, code: string): Promise<boolean> {
  return (await complaints(filePath, code)).length > 0;
}

describe('the directions of imports', function () {
  this.timeout(60_000);

  for (const from of rooms) {
    for (const to of rooms) {
      const isAllowed = allowed[from].includes(to);
      it(`${from} → ${to} is ${isAllowed ? 'allowed' : 'refused'}`, async () => {
        const target = importPath(folders[from], someFile(to));
        const statements = [
          `import { x } from '${target}'; void x;`,
          `import type { X } from '${target}'; export type Y = X;`,
          `export { x } from '${target}';`,
          `void import('${target}');`,
        ];
        for (const statement of statements) {
          const messages = await complaints(join(folders[from], 'snippet.ts'), statement);
          if (isAllowed) expect(messages, statement).to.deep.equal([]);
          else expect(messages.join(), statement).to.match(new RegExp(`type "${from}".*type "${to}"`));
        }
      });
    }
  }

  it('nothing that is shipped imports tests or scripts', async () => {
    for (const room of rooms) {
      for (const target of ['test/unit/lint/importDirections.test', 'scripts/test.mjs']) {
        const path = join(folders[room], 'snippet.ts');
        const messages = await complaints(path, `import '${importPath(folders[room], target)}';`);
        expect(messages, `${path} imports ${target}`).to.have.length(1);
      }
    }
  });

  it('a folder that the design does not name is refused', async () => {
    expect(await complaints('src/utils/snippet.ts', 'export const x = 1;')).to.have.length(1);
  });
});

describe('who imports what the host gives', function () {
  this.timeout(60_000);

  for (const room of rooms) {
    it(`${room}: vscode`, async () => {
      const path = join(folders[room], 'snippet.ts');
      for (const code of [`import 'vscode';`, `import type { Uri } from 'vscode'; export type X = Uri;`]) {
        expect(await isRefused(path, code), code).to.equal(room !== 'extension');
        expect(await isRefused(path.replace('.ts', '.node.ts'), code), code).to.equal(room !== 'extension');
      }
    });

    it(`${room}: Node's modules`, async () => {
      for (const name of ['fs', 'node:fs', 'node:fs/promises', 'node:test', 'worker_threads']) {
        const code = `import '${name}';`;
        const path = join(folders[room], 'snippet.ts');
        expect(await isRefused(path, code), code).to.equal(!['extension', 'cli'].includes(room));
        expect(await isRefused(path.replace('.ts', '.node.ts'), code), code).to.equal(false);
      }
    });
  }

  it('a file that also runs in a browser does not import one that does not', async () => {
    const nodeFile = readdirSync('src/worker', { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('.node.ts'),
    );
    if (nodeFile === undefined) throw new Error('src/worker has no *.node.ts yet.');
    const code = `import './${nodeFile.replaceAll('\\', '/').replace(/\.ts$/, '')}';`;
    expect(await isRefused('src/worker/snippet.ts', code)).to.equal(true);
    expect(await isRefused('src/worker/snippet.node.ts', code)).to.equal(false);
  });
});
