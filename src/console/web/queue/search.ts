import { computed, signal } from '@preact/signals';
import { wordFor } from '../labels.js';
import type { Row } from '../model.js';
import { chosenRows, countP1, filteredRows } from './queue.js';
import { describeRow, nameRow } from './rows.js';
import { isFound } from './sought.js';
import { texts } from '../texts.js';

/** What is looked for in the list. It stands in no address: most often it is a name. */
export const sought = signal('');

/** Of the open work that the filter lets through, what is looked for. */
export const foundRows = computed<readonly Row[]>(() =>
  sought.value.trim() ? chosenRows.value.filter((row) => isFound(wordsOn(row), sought.value)) : chosenRows.value,
);

/** The critical ones that the filter lets through and nobody sees, for what is chosen or looked for. */
export const hiddenP1 = computed(() => countP1(filteredRows.value) - countP1(foundRows.value));

/** All that stands on a row. */
const wordsOn = (row: Row): string =>
  [nameRow(row), row.street, row.teamName, row.priority, wordFor(texts.kind, row.kind), describeRow(row)].join(' ');
