// The worker thread: answers the calls that its parent posts.
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { CallMessage, FromWorker, ToWorker } from '../protocol/messages';
import { dispatcher, type Handlers } from './dispatch';
import { runExperiment } from './experiments/runExperiment';
import { enableRelaxedSimd } from './kernels/relaxed.node';
import { nodePlatform } from './platform.node';
import { answerFindArrays } from './readers/findArrays';
import { readImage } from './readers/image';
import { inspectFile } from './readers/inspect';
import { nodeDisk } from './readers/open.node';
import { parseRequest } from './run/parseRequest';
import { run } from './run/run';
import { NodeCrew } from './threads/crew.node';

/** Started by the first large input; a worker that lives on has its threads ready for the next. */
const crew = new NodeCrew(join(__dirname, 'helper.js'), { worthStarting: 1 << 20 });

const folderOf = ({ folder }: CallMessage): string => folder ?? process.cwd();

const handlers: Handlers = {
  compute: (request, message, context) => {
    const { files } = message;
    const platform = nodePlatform({
      folder: folderOf(message),
      crew,
      ...(files === undefined ? {} : { files }),
    });
    return run(parseRequest(request), platform, context);
  },
  inspect: (request, message) =>
    inspectFile(request, { disk: nodeDisk(folderOf(message)), files: message.files }),
  findArrays: (request) => answerFindArrays(request),
  image: (request, message) =>
    readImage(request, { disk: nodeDisk(folderOf(message)), files: message.files }),
  experiment: (request, _message, context) => runExperiment(request, context),
};

enableRelaxedSimd();

const port = parentPort;
if (port === null) throw new Error('the worker is started by the client, not by itself');
const receive = dispatcher(handlers, (message: FromWorker) => port.postMessage(message));
port.on('message', (message: ToWorker) => receive(message));
