// A lock between processes: a file that holds the id of the process that made it.
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process does under the same lock. The lock of a process that died is taken over.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  // Linked into place when it is written: nobody sees a lock that does not say whose it is.
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, String(process.pid));
  try {
    let told = false;
    while (!(await isCreated(link(mine, path)))) {
      const owner = Number(await readFile(path, 'utf8').catch(() => NaN));
      if (!Number.isNaN(owner) && !isRunning(owner)) {
        await rm(path, { force: true });
        continue;
      }
      if (!told) console.log(`Waiting for process ${owner}, which holds ${path}`);
      told = true;
      await sleep(500);
    }
    try {
      return await work();
    } finally {
      await rm(path, { force: true });
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** @param {Promise<void>} creation */
function isCreated(creation) {
  return creation.then(
    () => true,
    (error) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
