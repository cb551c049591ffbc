import type { components, operations } from './api.types.js';

// What the gateway answers, as its own description says it; nothing of it is written down a second time.

type Shapes = components['schemas'];

export type Task = Shapes['Task'];
/** How the citizen of a task is reached. */
export type Contacts = NonNullable<Task['contacts']>;
/** A task as one line of the list. */
export type Row = Shapes['QueueRow'];
export type Queue = Shapes['Queue'];
/** The same with where it is. */
export type PlacedRow = Shapes['PlacedRow'];
export type MapGround = Shapes['Map'];
export type MapTeam = MapGround['teams'][number];
export type QueueCounts = Shapes['QueueCounts'];
export type TaskAlert = Shapes['AlertBrief'];
export type Dose = Shapes['AlertDose'];
export type Ladder = Shapes['LadderPosition'];
export type Routing = Shapes['Routing'];
export type Candidate = Shapes['Candidate'];
export type Session = Shapes['Session'];
/** One of the places where the reader is signed in. */
export type OwnSession = Shapes['OwnSession'];
/** Whether and where the reader is pushed what is meant for her. */
export type OwnPush = Shapes['OwnPush'];
export type PushedTo = Shapes['PushSubscription'];
/** How the reader wants the console. */
export type OwnSettings = Shapes['OwnSettings'];
/** Who is on in a team, and when. */
export type Duty = Omit<Shapes['Duty'], 'nextCursor'>;
/** The reader's own shift in a team. */
export type OwnShift = Shapes['OwnShift'];
export type Team = Session['teams'][number];
export type District = Shapes['District'];
/** Who may come in, and what each role opens. */
export type Staff = Shapes['Staff'];
export type Partner = Shapes['Partner'];
export type Roles = Shapes['Roles'];
/** A team with its roster, and what another roster would do. */
export type RosteredTeam = Shapes['Team'];
export type RosterTrial = Shapes['RosterTrial'];
/** How far the house has come from empty. */
export type Setup = Shapes['Setup'];
/** What new borders would do. */
export type RedrawnBorders = Shapes['RedrawnBorders'];
/** Something the reader was told beside the queue. */
export type Told = Shapes['Notice'];

/** An entry of the handling log: a code with the parameters of its kind, and what somebody wrote. */
export type LogEntry = Shapes['LogEntry'];
export type Alert = Shapes['Alert'];

/** Of the reports: how soon alerts were answered, how many there were, and what was done. */
export type ResponseTimes = Shapes['ResponseTimes']['items'][number];
export type AlarmLoad = Shapes['AlarmLoad']['items'][number];
export type Visits = Shapes['Visits']['items'][number];
export type Figures = NonNullable<operations['getResponseTimes']['parameters']['query']>;
export type PeriodQuery = NonNullable<operations['getVisits']['parameters']['query']>;
/** What one shift hands to the next. */
export type HandOver = Shapes['HandOver'];
export type ExpectedDose = Shapes['Dose'];
export type Dispenser = Shapes['Dispenser'];
export type Schedule = Shapes['Schedule'];
export type Pause = Shapes['Pause'];
export type Telemetry = Shapes['Telemetry'];
/** A citizen out of reach, opened for a while for a reason. */
export type BrokenGlass = Shapes['BreakGlass'];
export type GlassReason = BrokenGlass['reason'];

/** What is asked for in a list. */
export type TaskQuery = NonNullable<operations['listTasks']['parameters']['query']>;
export type AlertQuery = NonNullable<operations['listAlerts']['parameters']['query']>;

/** What the gateway says of why it does not do what it was asked. */
export type Problem = Partial<Shapes['Problem']>;

type BodyOf<Id extends 'startTask' | 'logOnTask' | 'resolveTask' | 'changeTasks' | 'createTask'> = NonNullable<
  operations[Id]['requestBody']
>['content']['application/json'];
export type Mode = BodyOf<'startTask'>['mode'];
export type Logged = BodyOf<'logOnTask'>;
export type Resolution = BodyOf<'resolveTask'>;

/** What is done to many tasks, and what became of each. */
export type Deed = Omit<BodyOf<'changeTasks'>, 'ids'>;
export type TaskResults = Shapes['TaskResults'];
/** Work that somebody asks for by hand. */
export type Wanted = BodyOf<'createTask'>;
export type Citizen = Shapes['Citizen'];
export type Colleague = Shapes['Colleague'];
export type PlannedDose = Shapes['Dose'];
export type DoseQuery = NonNullable<operations['listDoses']['parameters']['query']>;

/** What would come of a missed dose, and a step of its ladder. */
export type WhatIf = Shapes['WhatIf'];
export type Foreseen = Shapes['ForeseenRung'];

/** One fact of the live stream: what its data holds follows from its type. */
export type StreamFact = Shapes['Event'];
