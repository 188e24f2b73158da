// What `node dist/cli.js` starts: it asks Node to keep what it compiles (from 22.8 on, among the system's temporary
// files), and loads the rest. A cold start took 100 ms of processor time, most of it to compile the bundle anew.
import * as nodeModule from 'node:module';

(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
void import('./main');
