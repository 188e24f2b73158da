// Chooses how a pass over the data is computed: by a kernel where one can be compiled and pays, else by the
// interpreter.
import type { Data } from './data';
import { kernelPass } from './kernelPass';
import { interpretedPass, type Pass, type PassSpec } from './pass';

export function choosePass(data: Data, spec: PassSpec): Pass {
  return kernelPass(data, spec) ?? interpretedPass(data, spec);
}
