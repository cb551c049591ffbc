import { relative } from 'node:path';
import { isCastBetweenRooms } from '../scripts/figures/counts.mjs';

const ROOT = new URL('..', import.meta.url).pathname;

/** What comes from another room has a type there, or is read through a schema. The few that remain say why (`casts.spec.ts`). */
export const noCastBetweenRooms = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      cast: 'Nothing that crosses a room is cast: let its room give it a type, or read it through a schema.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const file = relative(ROOT, context.filename).replaceAll('\\', '/');
    return {
      TSAsExpression(node) {
        if (isCastBetweenRooms(program.getTypeChecker(), esTreeNodeToTSNodeMap.get(node), file))
          context.report({ node, messageId: 'cast' });
      },
    };
  },
};
