// What the extension loads when it first reads Python code, in one module.
export { startParser } from './parser';
export { KnownNames } from './names';
export { PythonDocument } from './pythonDocument';
export { ProblemFinder } from './diagnostics/findProblems';
