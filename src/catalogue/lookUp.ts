// What the extension looks up in the catalogue, in one module that it loads when it first needs any of it.
export { CATALOGUE, findDeclaration, nearest, nearestOf } from './catalogue';
export { computationOf, declareCustom, declareTyped, readTyped } from './typedLoss';
