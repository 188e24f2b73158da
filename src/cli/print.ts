// Prints to standard output. `process.stdout` loads Node's streams and sockets, 4 ms of a cold start, for what a system
// call does.
import { writeSync } from 'node:fs';

const STANDARD_OUTPUT = 1;

let throughStream = false;

export function print(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0 && !throughStream) rest = rest.subarray(writeSync(STANDARD_OUTPUT, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(); // nobody reads any more: `| head`
    throughStream = true; // a pipe that is full and does not block
  }
  if (throughStream) process.stdout.write(rest);
}
