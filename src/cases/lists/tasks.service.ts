import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Task } from '../task.rules.js';
import { type TaskFilter, TasksStore } from './tasks.store.js';

/** What is shown of the work. */
@Injectable()
export class TasksService {
  constructor(private readonly store: TasksStore) {}

  /** By due time, the soonest first. */
  list(tx: EntityManager, filter: TaskFilter, limit: number): Promise<Task[]> {
    return this.store.list(tx, filter, limit);
  }

  /** The citizen's tasks, newest first, from below the instant and id given. */
  ofCitizen(tx: EntityManager, citizenId: string, before: readonly [Date, string], limit: number): Promise<Task[]> {
    return this.store.listOf(tx, citizenId, before, limit);
  }

  /** The open work that somebody has taken, or is asked to do in person. */
  openOfPerson(tx: EntityManager, personId: string): Promise<Task[]> {
    return this.store.openOfPerson(tx, personId);
  }

  /** The open work of a team, by due time; all of it where no limit is given. */
  openOfTeam(tx: EntityManager, teamId: string, limit: number | null): Promise<Task[]> {
    return this.store.openOf(tx, teamId, limit);
  }
}
