import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Order } from '../cases/lists/queue.rules.js';
import { TasksService } from '../cases/lists/tasks.service.js';
import { isOpenTask, OPEN_STATES } from '../cases/task.rules.js';
import { ContactsService } from '../citizens/contacts/contacts.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { Answers } from '../platform/http/api/answers.js';
import { problem } from '../platform/errors/problem.js';
import { readBelowMoment, readBelowRank } from '../platform/http/below.js';
import { type Language, Spoken } from '../platform/http/language.js';
import { page } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { ancestors, below } from '../teams/district.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import { CaseView } from './case.view.js';
import { placedRowOf, rowOf } from './queue-row.rules.js';
import { listedTasksSchema } from './queue.schema.js';
import { limitOf, tasksQuery } from './task.schema.js';

type Asked = z.infer<typeof tasksQuery>;

/** The work, as many of it: whole, or as the rows of a queue. */
@ApiTags('tasks')
@Controller('api/v1/tasks')
export class TaskListsController {
  constructor(
    private readonly tasks: TasksService,
    private readonly teams: TeamsService,
    private readonly view: CaseView,
    private readonly contacts: ContactsService,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('tasks:read')
  @ApiOperation({
    operationId: 'listTasks',
    summary:
      'Tasks by due time, or the rows of a queue or a map; with teamId, also those whose audience is the district of that team',
  })
  @Answers(listedTasksSchema)
  list(@Query({ schema: tasksQuery }) query: Asked, @Who() who: Principal, @Spoken() language: Language) {
    return this.database.autocommit(async (tx) => {
      const turn = { tx, now: this.clock.now() };
      if (query.view !== 'whole') return this.queue(turn, query, who);
      const listed = query.sort === 'priority' ? this.ranked(turn, query, who) : this.byDueTime(turn, query, who);
      const { items, nextCursor } = await listed;
      return { items: await this.view.ofTasks(turn, items, who, 'tasks', language), nextCursor };
    });
  }

  private async queue(turn: Turn, query: Asked, who: Principal) {
    const filter = await this.filterOf(turn, query, who);
    const { items, nextCursor } = await this.placed(turn, query, filter);
    const { all, unclaimed, mine, ...byPriority } = await this.tasks.countQueue(turn.tx, filter, who.id);
    const citizens = await this.view.citizensOf(turn, items, who);
    const callable = await this.contacts.withPhone(turn.tx, [...citizens.values()]);
    const names = new Map((await this.teams.listTeams(turn.tx)).map(({ id, name }) => [id, name]));
    const around = ({ citizenId, teamId }: (typeof items)[number]) => ({
      citizen: citizens.get(citizenId ?? '') ?? null,
      phone: callable.has(citizenId ?? ''),
      teamName: names.get(teamId ?? '') ?? null,
      reader: who,
      now: turn.now,
    });
    const counts = { all, unclaimed, mine, byPriority };
    if (query.view === 'map')
      return { counts, items: items.map((task) => placedRowOf(task, around(task))), nextCursor };
    return { counts, items: items.map((task) => rowOf(task, around(task))), nextCursor };
  }

  private async byDueTime(turn: Turn, query: Asked, who: Principal) {
    const filter = await this.filterOf(turn, query, who);
    const [limit, after] = [limitOf(query), readBelowMoment(query.cursor)];
    return page(await this.tasks.list(turn.tx, filter, after, limit + 1), limit, (last) => [
      last.dueAt.getTime(),
      last.id,
    ]);
  }

  private async ranked(turn: Turn, query: Asked, who: Principal) {
    const { items, nextCursor } = await this.placed(turn, query, await this.filterOf(turn, query, who));
    const ids = items.map(({ id }) => id);
    return { items: await this.tasks.inOrder(turn.tx, ids), nextCursor };
  }

  private async placed({ tx, now }: Turn, query: Asked, filter: Filter) {
    const [order, limit] = [orderOf(query, now), limitOf(query)];
    const found = await this.tasks.queue(tx, { ...filter, states: toBePlaced(filter) }, order, limit + 1);
    return page(found, limit, (last) => [order.asOf.getTime(), last.rank, last.at.getTime(), last.id]);
  }

  private async filterOf({ tx }: Turn, query: Asked, who: Principal) {
    const { districtIds, teamIds, id: principalId } = who;
    return {
      states: query.state ?? null,
      kinds: query.kind ?? null,
      citizenIds: query.citizenId ?? null,
      audience: query.teamId
        ? { teamIds: query.teamId, districtIds: await this.districtsAround(tx, query.teamId) }
        : null,
      reach: districtIds === 'all' ? null : { districtIds, teamIds, principalId },
      from: query.from ?? null,
      to: query.to ?? null,
      ids: query.ids ?? null,
    };
  }

  private async districtsAround(tx: Turn['tx'], teamIds: readonly string[]): Promise<string[]> {
    const [districts, teams] = [await this.teams.listDistricts(tx), await this.teams.listTeams(tx)];
    const own = teams.filter(({ id }) => teamIds.includes(id)).map(({ districtId }) => districtId);
    return [...new Set(own.flatMap((id) => [...below(districts, id), ...ancestors(districts, id)]))];
  }
}

type Filter = Parameters<TasksService['queue']>[1];

/** Closed work has no place in a queue: there is more of it each day. By its ids it is read all the same. */
function toBePlaced({ states, ids }: Filter): Filter['states'] {
  if (ids) return states;
  if (states?.every(isOpenTask) === false)
    throw problem.unprocessable([
      { path: 'state', message: 'of a queue, and by priority, is that of open work, or ids are named' },
    ]);
  return states ?? OPEN_STATES;
}

/** A cursor of one order is none of the other. */
function orderOf({ view, sort = view === 'whole' ? 'due' : 'priority', cursor }: Asked, now: Date): Order {
  const after = readBelowRank(cursor, (rank) => (sort === 'priority' ? RANKS.includes(rank) : rank === 0));
  return { sort, asOf: after?.asOf ?? now, after };
}

const RANKS: readonly number[] = [1, 2, 3, 4];
