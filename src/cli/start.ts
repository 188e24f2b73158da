// What `node dist/cli.js` starts: it loads the command line with what was compiled in earlier runs.
import { join } from 'node:path';
import { loadCompiled } from '../worker/compiled.node';
import { enableRelaxedSimd } from '../worker/kernels/relaxed.node';

/** Each runs parts of its own. */
const COMMANDS = ['compute', 'experiment', 'list'];

// Before anything is loaded: V8 refuses what was compiled under other flags.
enableRelaxedSimd();
const use = COMMANDS.find((command) => command === process.argv[2]) ?? 'help';
process.once('exit', loadCompiled(join(__dirname, 'commandLine.js'), use));
