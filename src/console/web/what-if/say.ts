import type { Foreseen, WhatIf } from '../model.js';
import { officeTexts } from '../office-texts.js';
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
      return isShadow ? officeTexts.whatIf.wouldAsk(whom) : officeTexts.whatIf.asks(whom);
    case 'dispenser':
      return officeTexts.whatIf.reminds(whom);
    case 'relative':
      return known.length > 0 ? officeTexts.whatIf.tellsRelative(by) : officeTexts.whatIf.noWay;
    case 'lead':
      return officeTexts.whatIf.tellsLead(whom, by);
  }
}

/** What becomes of a step that asks nobody; nothing of one that does. */
export function sayWhyNot({ at, skipped, reason }: Foreseen): string | null {
  if (!skipped || reason === null) return null;
  const { whyNot } = officeTexts.whatIf;
  if (reason in whyNot) return whyNot[reason as keyof typeof whyNot];
  return at === null ? null : officeTexts.whatIf.skips(texts.routing.rule[reason as keyof typeof texts.routing.rule]);
}

/** Who it comes to at first, in one sentence, or why it comes to nobody. */
export function sayOutcome({ because, alarm, rungs }: WhatIf, moment: (at: string) => string): string {
  if (because !== null) return officeTexts.whatIf.nobody[because];
  const first = rungs.find(({ recipients }) => recipients.some(isAsked));
  const whom = first?.recipients.find(isAsked);
  if (!alarm || !first?.at || !whom) return officeTexts.whatIf.askedByNone;
  return officeTexts.whatIf.first(whom.name ?? texts.row.aColleague, moment(first.at));
}

const isAsked = ({ kind }: Recipient): boolean => kind === 'team' || kind === 'person';
