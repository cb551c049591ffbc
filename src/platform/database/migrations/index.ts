import { TheHouse1763700000001 } from './0001-the-house.js';
import { EveryDoseWatched1763700000002 } from './0002-every-dose-watched.js';
import { HeardInBatches1763770000003 } from './0003-heard-in-batches.js';
import { AlarmsCostLess1763780000004 } from './0004-alarms-cost-less.js';
import { LinesBearNotes1763790000005 } from './0005-lines-bear-notes.js';
import { Verdicts1763790000006 } from './0006-verdicts.js';
import { TypesNobodyKnows1763790000007 } from './0007-types-nobody-knows.js';
import { EachInTurn1763800000008 } from './0008-each-in-turn.js';
import { WhatWasTold1763800000009 } from './0009-what-was-told.js';
import { SaidInAnyOrder1763800000010 } from './0010-said-in-any-order.js';
import { HealthAsItIsSaid1763800000011 } from './0011-health-as-it-is-said.js';
import { NewsToReview1763810000012 } from './0012-news-to-review.js';
import { TroubleThatPasses1763820000013 } from './0013-trouble-that-passes.js';
import { ClocksApart1763820000014 } from './0014-clocks-apart.js';
import { WhereDispensersAre1763820000015 } from './0015-where-dispensers-are.js';
import { AWriteToBeSure1763820000016 } from './0016-a-write-to-be-sure.js';
import { ToldInTheEnd1763820000017 } from './0017-told-in-the-end.js';
import { WhatIsUndone1763820000019 } from './0019-what-is-undone.js';
import { WhoseItWasThen1763820000020 } from './0020-whose-it-was-then.js';
import { WhoWorksWhen1763820000021 } from './0021-who-works-when.js';
import { WhereWorkGoes1763820000022 } from './0022-where-work-goes.js';
import { WhoMayWhat1763820000023 } from './0023-who-may-what.js';
import { LooksAndKeys1763820000024 } from './0024-looks-and-keys.js';
import { SignInsThatHold1763820000025 } from './0025-sign-ins-that-hold.js';
import { BrokenGlass1763820000026 } from './0026-broken-glass.js';
import { TwiceTheSameNumber1763820000027 } from './0027-twice-the-same-number.js';
import { FiguresToShow1763820000028 } from './0028-figures-to-show.js';
import { WhyItWasLifted1763820000029 } from './0029-why-it-was-lifted.js';
import { FactsByOneName1763820000030 } from './0030-facts-by-one-name.js';
import { CodesInTheLog1763820000031 } from './0031-codes-in-the-log.js';
import { FactsWithoutReasons1763820000034 } from './0034-facts-without-reasons.js';
import { FactsForAPerson1763820000041 } from './0041-facts-for-a-person.js';
import { EachOfHerself1763820000043 } from './0043-each-of-herself.js';
import { SomebodyLooked1763820000050 } from './0050-somebody-looked.js';
import { HowOneReachesHer1763820000042 } from './0042-how-one-reaches-her.js';
import { ToldInThePocket1763820000044 } from './0044-told-in-the-pocket.js';
import { ListsOfCitizens1763820000046 } from './0046-lists-of-citizens.js';

/** Every migration, oldest first. One that has been released is never edited. */
export const migrations = [
  TheHouse1763700000001,
  EveryDoseWatched1763700000002,
  HeardInBatches1763770000003,
  AlarmsCostLess1763780000004,
  LinesBearNotes1763790000005,
  Verdicts1763790000006,
  TypesNobodyKnows1763790000007,
  EachInTurn1763800000008,
  WhatWasTold1763800000009,
  SaidInAnyOrder1763800000010,
  HealthAsItIsSaid1763800000011,
  NewsToReview1763810000012,
  TroubleThatPasses1763820000013,
  ClocksApart1763820000014,
  WhereDispensersAre1763820000015,
  AWriteToBeSure1763820000016,
  ToldInTheEnd1763820000017,
  WhatIsUndone1763820000019,
  WhoseItWasThen1763820000020,
  WhoWorksWhen1763820000021,
  WhereWorkGoes1763820000022,
  WhoMayWhat1763820000023,
  LooksAndKeys1763820000024,
  SignInsThatHold1763820000025,
  BrokenGlass1763820000026,
  TwiceTheSameNumber1763820000027,
  FiguresToShow1763820000028,
  WhyItWasLifted1763820000029,
  FactsByOneName1763820000030,
  CodesInTheLog1763820000031,
  FactsWithoutReasons1763820000034,
  FactsForAPerson1763820000041,
  EachOfHerself1763820000043,
  HowOneReachesHer1763820000042,
  ToldInThePocket1763820000044,
  SomebodyLooked1763820000050,
  ListsOfCitizens1763820000046,
];
