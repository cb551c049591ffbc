// Wrong decisions that Stryker does not make by itself. It has no way to be given more, so they join its own list.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { dirname, join } from 'node:path';

const stryker = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core'));
const instrumenter = dirname(stryker.resolve('@stryker-mutator/instrumenter'));
const { allMutators } = await import(pathToFileURL(join(instrumenter, 'mutators', 'mutate.js')));
const { types } = createRequire(join(instrumenter, 'index.js'))('@babel/core');
if (!Array.isArray(allMutators)) throw new Error('Stryker keeps its mutators elsewhere now: see .config/mutators.mjs');

/** 60 -> 61: minutes, shares and limits. What is larger is a factor between units. */
const LARGEST_NUMBER = 9_999;
const numberByOne = {
  name: 'NumberByOne',
  *mutate(path) {
    const isKey = path.parent?.key === path.node && !path.parent.computed;
    if (path.isNumericLiteral() && path.node.value <= LARGEST_NUMBER && !isKey)
      yield types.numericLiteral(path.node.value + 1);
  },
};

/** `{ ...task, remindAt: null }` without `remindAt`: the compiler misses nothing there. */
const droppedProperty = {
  name: 'DroppedProperty',
  *mutate(path) {
    if (!path.isObjectExpression() || !path.node.properties.some((one) => types.isSpreadElement(one))) return;
    for (const dropped of path.node.properties)
      if (!types.isSpreadElement(dropped))
        yield types.objectExpression(
          path.node.properties.filter((one) => one !== dropped).map((one) => types.cloneNode(one)),
        );
  },
};

/** Where the question is a comparison, Stryker turns that. */
const swappedTernary = {
  name: 'SwappedTernary',
  *mutate(path) {
    if (!path.isConditionalExpression() || types.isBinary(path.node.test)) return;
    const { test, consequent, alternate } = path.node;
    yield types.conditionalExpression(types.cloneNode(test), types.cloneNode(alternate), types.cloneNode(consequent));
  },
};

/** The other end of a list, or a list as it came. */
const OTHER_END = new Map([
  ['find', 'findLast'],
  ['findLast', 'find'],
  ['findIndex', 'findLastIndex'],
  ['toSorted', null],
  ['toReversed', null],
]);
const otherEnd = {
  name: 'OtherEnd',
  *mutate(path) {
    if (!path.isCallExpression() || !types.isMemberExpression(path.node.callee)) return;
    const { object, property } = path.node.callee;
    if (!types.isIdentifier(property) || !OTHER_END.has(property.name)) return;
    const other = OTHER_END.get(property.name);
    const callee = other && types.memberExpression(types.cloneNode(object), types.identifier(other));
    yield callee
      ? types.callExpression(
          callee,
          path.node.arguments.map((one) => types.cloneNode(one)),
        )
      : types.cloneNode(object);
  },
};

/** Stryker fills an empty list with a text, which would not compile. */
const emptied = {
  name: 'ArrayDeclaration',
  *mutate(path) {
    if (path.isArrayExpression() && path.node.elements.length > 0) yield types.arrayExpression([]);
  },
};

allMutators[allMutators.findIndex(({ name }) => name === 'ArrayDeclaration')] = emptied;
allMutators.push(numberByOne, droppedProperty, swappedTernary, otherEnd);
