import { isLast } from '../../cases/climbing/climb.rules.js';
import { endOf } from '../../citizens/pause.rules.js';
import type { SentBy } from '../../platform/http/api/answers.js';
import { writeDuration } from '../../platform/http/durations.js';
import type { Language } from '../../platform/http/language.js';
import { withoutDistances } from '../../teams/routing.rules.js';
import { viewOfRouting } from '../routing-view.rules.js';
import type { Foreseen } from './what-if.rules.js';
import type { whatIfSchema } from './what-if.schema.js';
import type { WhatIf } from './what-if.service.js';

/** What would come of a missed dose, as it is shown; how far the teams are would tell a protected address. */
export function viewOfWhatIf(whatIf: WhatIf, language: Language): SentBy<typeof whatIfSchema> {
  const { citizen, now, missed, whyNobody, pause, rungs } = whatIf;
  return {
    citizenId: citizen.id,
    now,
    dose: doseOf(whatIf),
    alarm: missed.silent ? null : { type: missed.fact.type, at: missed.at },
    asked: whyNobody === null && rungs.some(({ step }) => step?.recipients.some(isAsked) ?? false),
    because: whyNobody,
    pause: pause && { id: pause.id, from: pause.from, until: endOf(pause) },
    alert: alertOf(whatIf),
    rungs: rungs.map((rung) => rungOf(rung, citizen.addressProtected, language)),
    repeatsAt: repeatsAt(whatIf),
  };
}

const isAsked = ({ kind }: { readonly kind: string }): boolean => kind === 'team' || kind === 'person';

function doseOf({ missed: { dose, dueAt, isLaidOut } }: WhatIf) {
  if (!dose)
    return { id: null, expected: false, dueAt, windowClosesAt: null, criticality: 'standard' as const, slot: null };
  const { id, windowClosesAt, criticality, slot } = dose;
  return { id: isLaidOut ? id : null, expected: true, dueAt, windowClosesAt, criticality, slot };
}

function alertOf({ case: of, isKnown, under }: WhatIf) {
  if (!of) return null;
  const { id, type, priority, ladderName, shadow } = of.alert;
  return { id: isKnown ? id : null, type, priority, ladder: of.climb?.ladderName ?? ladderName, shadow, under };
}

function rungOf(foreseen: Foreseen, isProtected: boolean, language: Language) {
  const { step, whyNot, rung, to, actions, afterSeconds, share = null } = foreseen;
  const routing = step?.routing && (isProtected ? withoutDistances(step.routing) : step.routing);
  return {
    rung,
    after: writeDuration(afterSeconds),
    share,
    to,
    actions: [...actions],
    at: step?.at ?? null,
    skipped: step?.skipped ?? true,
    again: step?.again ?? null,
    reason: step ? step.rule : whyNot,
    work: step?.work ?? null,
    recipients: (step?.recipients ?? []).map(({ ways, ...one }) => ({ ...one, ways: [...ways] })),
    routing: routing ? viewOfRouting(routing, language) : null,
  };
}

function repeatsAt({ case: of, whyNobody }: WhatIf): Date | null {
  const climb = of?.climb;
  if (!climb || climb.rung === null || whyNobody) return null;
  return isLast(climb, climb.rung) ? climb.nextRungAt : null;
}
