// What V8 compiled of a bundle is kept beside it, serves later runs, and never outlives the bundle.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { buildSync } from 'esbuild';

describe('the compiled code of a bundle', () => {
  let folder = '';
  const bundle = (): string => join(folder, 'bundle.js');
  const kept = (): string[] => readdirSync(join(folder, 'compiled'));

  /** Loads the bundle in a process of its own, as the command line does, and says what it printed. */
  const run = (use = 'compute'): string => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'start.js'), use], {
      encoding: 'utf8',
    });
    expect(stderr).to.equal('');
    return stdout;
  };
  const write = (text: string, time: number): void => {
    writeFileSync(bundle(), text);
    utimesSync(bundle(), time, time);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lossary-compiled-'));
    write(
      `function unused() {}\nconsole.log(require('node:path').basename(__filename), exports === this);`,
      1,
    );
    buildSync({
      stdin: {
        contents: `import { loadCompiled } from './compiled.node';
          process.once('exit', loadCompiled(${JSON.stringify(bundle())}, process.argv[2]));`,
        resolveDir: resolve('src/worker'),
      },
      bundle: true,
      platform: 'node',
      outfile: join(folder, 'start.js'),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is kept once a use, and counts its runs', () => {
    for (let i = 0; i < 3; i++) expect(run()).to.equal('bundle.js false\n');
    run('list');
    const names = kept().map((name) => name.replace(/^(\w+)-v[^-]+-\w+-/, '$1 '));
    expect(names).to.have.members(['compute 1000.3', 'list 1000.1']);
  });

  it('does not outlive the bundle: another text is compiled anew', () => {
    run();
    write(`console.log('another');`, 2);
    expect(run()).to.equal('another\n');
  });

  it('is compiled anew where V8 refuses what was kept', () => {
    run();
    for (const name of kept()) writeFileSync(join(folder, 'compiled', name), 'of another V8');
    expect(run()).to.equal('bundle.js false\n');
    expect(kept()[0]).to.match(/\.1$/);
  });

  it('is done without where nothing can be written', () => {
    writeFileSync(join(folder, 'compiled'), '');
    expect(run()).to.equal('bundle.js false\n');
    expect(run()).to.equal('bundle.js false\n');
  });
});
