import type { Foreseen, WhatIf } from '../model.js';
import { texts, voice } from '../texts.js';

type Recipient = Foreseen['recipients'][number];

/** Whom a step asks or tells, in words; `isShadow`: it would, were the district not only trying things out. */
export function sayRecipient({ kind, id, name, ways }: Recipient, isShadow = false): string {
  const known = ways.map((way) => texts.delivery.by[way]).filter((way) => way !== undefined);
  const by = voice().list(known);
  const whom = name ?? (kind === 'dispenser' ? texts.aDispenser(id) : texts.row.aColleague);
  switch (kind) {
    case 'team':
    case 'person':
      return isShadow ? texts.whatIf.wouldAsk(whom) : texts.whatIf.asks(whom);
    case 'dispenser':
      return texts.whatIf.reminds(whom);
    case 'relative':
      return known.length > 0 ? texts.whatIf.tellsRelative(by) : texts.whatIf.noWay;
    case 'lead':
      return texts.whatIf.tellsLead(whom, by);
  }
}

/** What becomes of a step that asks nobody; nothing of one that does. */
export function sayWhyNot({ at, skipped, reason }: Foreseen): string | null {
  if (!skipped || reason === null) return null;
  const { whyNot } = texts.whatIf;
  if (reason in whyNot) return whyNot[reason as keyof typeof whyNot];
  return at === null ? null : texts.whatIf.skips(texts.routing.rule[reason as keyof typeof texts.routing.rule]);
}

/** Who it comes to at first, in one sentence, or why it comes to nobody. */
export function sayOutcome({ because, alarm, rungs }: WhatIf, moment: (at: string) => string): string {
  if (because !== null) return texts.whatIf.nobody[because];
  const first = rungs.find(({ recipients }) => recipients.some(isAsked));
  const whom = first?.recipients.find(isAsked);
  if (!alarm || !first?.at || !whom) return texts.whatIf.askedByNone;
  return texts.whatIf.first(whom.name ?? texts.row.aColleague, moment(first.at));
}

const isAsked = ({ kind }: Recipient): boolean => kind === 'team' || kind === 'person';
