import type { PushedWords } from './en.js';

/** Det en telefon sier om en melding, på bokmål: den nevner ingen. */
export const pushedNb: PushedWords = {
  product: 'Dosevagt',
  kind: {
    call: 'Oppringning',
    'screen-call': 'Skjermsamtale',
    visit: 'Besøk',
    refill: 'Påfylling',
    technical: 'Teknisk',
    review: 'Gjennomgang',
  },
  news: {
    asked: 'Du spørres først.',
    'still-asked': 'Du ble spurt først, og den venter på deg.',
    'asked-others': 'Nå spørres andre, siden du ikke tok oppgaven.',
    reminded: 'Oppgaven din går snart tilbake til køen hvis du ikke går videre med den.',
    raised: 'Oppgaven din haster mer nå.',
    moved: 'Oppgaven din fortsetter under en annen alarm.',
    'goes-elsewhere': 'Oppgaven din hører til et annet sted nå: den går dit når du gir den tilbake.',
    'hand-over-asked': 'Vakten din er over: vil du gi oppgaven tilbake eller beholde den?',
    reported: 'Alarmen ble avsluttet av seg selv; oppgaven må du fortsatt avslutte selv.',
    'ran-out': 'Tiden løp ut for oppgaven din. Den er tilbake i køen.',
    'shift-over': 'Vakten din er over. Oppgaven gikk tilbake til køen.',
    'given-back': 'Oppgaven din er gitt tilbake til køen.',
    'taken-over': 'En kollega har overtatt oppgaven din.',
    closed: 'Oppgaven din er avsluttet.',
    notice: 'Du får beskjed om en alarm.',
    'shift-ended': 'Vakten din er over.',
    test: 'Slik ser en melding ut. Den kom frem.',
    other: 'Det er noe til deg.',
  },
};
