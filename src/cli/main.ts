// The command line: the same requests as the extension's, answered in this process. A command loads what it needs.
import { describeFailure, failureOf, LossaryError } from '../protocol/errors';
import { HELP } from './help';
import { print } from './print';

const WRONG_USAGE = 2;
const WRONG_DATA = 1;

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (rest.includes('--help') || rest.includes('-h')) return main(['--help']);
  switch (command) {
    case 'list':
      return (await import('./list')).listCommand(rest);
    case 'compute':
      return (await import('./compute')).computeCommand(rest);
    case 'experiment':
      return (await import('./experiment')).experimentCommand(rest);
    case '--help':
    case '-h':
    case 'help':
      print(HELP);
      return 0;
    default:
      throw new LossaryError({
        code: 'usage',
        message: command === undefined ? 'No command was given.' : `There is no command "${command}".`,
        fix: 'Try lossary --help.',
      });
  }
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const failure = failureOf(error);
    process.stderr.write(`lossary: ${describeFailure(failure)}\n`);
    process.exitCode = failure.code === 'usage' ? WRONG_USAGE : WRONG_DATA;
  },
);
