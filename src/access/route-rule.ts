import { NEEDS, PUBLIC } from '../platform/http/principal.js';

type Marked = object;

/** What a route asks of its caller, by the mark nearest to it; undefined when nobody marked it. */
export function ruleOf(handler: Marked, controller: Marked): 'public' | readonly string[] | undefined {
  return markOn(handler) ?? markOn(controller);
}

function markOn(target: Marked): 'public' | readonly string[] | undefined {
  if (Reflect.getMetadata(PUBLIC, target) === true) return 'public';
  return Reflect.getMetadata(NEEDS, target) as string[] | undefined;
}
