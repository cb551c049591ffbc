// Writes the types of the API, which the page and the tests use, from the document that the gateway draws. Run by scripts/run.mjs on Node 24.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import '../.config/typescript-hooks.mjs';
import { ROOT, say } from './say.mjs';

const { drawDocument, TYPES_FILE, typesOf } = await import('../test/support/api-document.ts');

const { document } = await drawDocument();
writeFileSync(join(ROOT, TYPES_FILE), await typesOf(document));
say(`${TYPES_FILE} says what the API is now`);
// What was made of the house would hold on to its timers.
process.exit();
