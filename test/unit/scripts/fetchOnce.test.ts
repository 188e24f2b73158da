// What is fetched into the cache is there whole or not at all, whoever interrupts it or asks for it twice.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, fetchOnce } from '../../../scripts/host/cache.mjs';

describe('the cache of fetched programs', () => {
  const before = process.env.LOSSARY_CACHE;
  let folder: string;

  beforeEach(async () => {
    process.env.LOSSARY_CACHE = await mkdtemp(join(tmpdir(), 'lossary-cache-'));
    folder = join(cacheFolder(), 'program');
  });
  afterEach(async () => {
    await rm(cacheFolder(), { recursive: true, force: true });
    if (before === undefined) delete process.env.LOSSARY_CACHE;
    else process.env.LOSSARY_CACHE = before;
  });

  const fill = (staging: string): Promise<void> => writeFile(join(staging, 'file'), 'whole');

  it('leaves nothing behind when the fetch fails, and fetches again', async () => {
    const failing = fetchOnce(folder, async (staging) => {
      await fill(staging);
      throw new Error('the network went away');
    });
    expect(await failing.catch((error: unknown) => String(error))).to.include('the network went away');
    expect(await readdir(cacheFolder())).to.deep.equal([]);
    await fetchOnce(folder, fill);
    expect(await readdir(cacheFolder())).to.deep.equal(['program']);
  });

  it('does not show the folder before it is whole', async () => {
    await fetchOnce(folder, async (staging) => {
      await fill(staging);
      expect(existsSync(folder)).to.equal(false);
    });
    expect(await readdir(folder)).to.deep.equal(['file']);
  });

  it('fetches once when two ask at the same time', async () => {
    let fetched = 0;
    const slowly = async (staging: string): Promise<void> => {
      fetched++;
      await sleep(100);
      await fill(staging);
    };
    await Promise.all([fetchOnce(folder, slowly), fetchOnce(folder, slowly)]);
    expect(fetched).to.equal(1);
  });

  it('takes over from a process that was killed, and removes what it left', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(cacheFolder(), 'fetch.lock'), String(dead));
    await mkdtemp(join(cacheFolder(), 'unfinished-'));
    await fetchOnce(folder, fill);
    expect(await readdir(cacheFolder())).to.deep.equal(['program']);
  });
});
