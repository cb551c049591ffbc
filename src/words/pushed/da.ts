import type { PushedWords } from './en.js';

/** Det en telefon siger om en besked, på dansk: den nævner ingen. */
export const pushedDa: PushedWords = {
  product: 'Dosevagt',
  kind: {
    call: 'Opkald',
    'screen-call': 'Skærmopkald',
    visit: 'Besøg',
    refill: 'Påfyldning',
    technical: 'Teknisk',
    review: 'Gennemgang',
  },
  news: {
    asked: 'Du spørges først.',
    'still-asked': 'Du blev spurgt først, og den venter på dig.',
    'asked-others': 'Nu spørges andre, da du ikke tog opgaven.',
    reminded: 'Din opgave går snart tilbage til køen, hvis du ikke går videre med den.',
    raised: 'Din opgave haster mere nu.',
    moved: 'Din opgave fortsætter under en anden alarm.',
    'goes-elsewhere': 'Din opgave hører til et andet sted nu: den går dertil, når du giver den tilbage.',
    'hand-over-asked': 'Din vagt er slut: vil du give din opgave tilbage eller beholde den?',
    reported: 'Alarmen blev afsluttet af sig selv; din opgave skal du stadig selv afslutte.',
    'ran-out': 'Tiden løb ud for din opgave. Den er tilbage i køen.',
    'shift-over': 'Din vagt er slut. Opgaven gik tilbage til køen.',
    'given-back': 'Din opgave er givet tilbage til køen.',
    'taken-over': 'En kollega har overtaget din opgave.',
    closed: 'Din opgave er afsluttet.',
    notice: 'Du får besked om en alarm.',
    'shift-ended': 'Din vagt er slut.',
    test: 'Sådan ser en besked ud. Den kom frem.',
    other: 'Der er noget til dig.',
  },
};
