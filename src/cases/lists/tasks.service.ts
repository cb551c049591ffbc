import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Task } from '../task.rules.js';
import type { Order, QueueCounts, QueueTask } from './queue.rules.js';
import { QueueStore } from './queue.store.js';
import { type TaskFilter, TasksStore } from './tasks.store.js';

/** What is shown of the work. */
@Injectable()
export class TasksService {
  constructor(
    private readonly store: TasksStore,
    private readonly queues: QueueStore,
  ) {}

  /** By due time, the soonest first, from above the instant and id given. */
  list(tx: EntityManager, filter: TaskFilter, after: readonly [Date, string] | null, limit: number): Promise<Task[]> {
    return this.store.list(tx, filter, after, limit);
  }

  /** Whole, in the order of the ids. */
  inOrder(tx: EntityManager, ids: readonly string[]): Promise<Task[]> {
    return this.store.inOrder(tx, ids);
  }

  /** What a row of the queue shows of each, in the order asked for. */
  queue(tx: EntityManager, filter: TaskFilter, order: Order, limit: number): Promise<QueueTask[]> {
    return this.queues.list(tx, filter, order, limit);
  }

  /** How much open work the filter lets through, whatever states and ids it names. */
  countQueue(tx: EntityManager, filter: TaskFilter, principalId: string): Promise<QueueCounts> {
    return this.queues.count(tx, { ...filter, states: null, ids: null }, principalId);
  }

  /** The citizen's tasks, newest first, from below the instant and id given. */
  ofCitizen(tx: EntityManager, citizenId: string, before: readonly [Date, string], limit: number): Promise<Task[]> {
    return this.store.listOf(tx, citizenId, before, limit);
  }

  /** The open work that somebody has taken, or is asked to do in person. */
  openOfPerson(tx: EntityManager, personId: string): Promise<Task[]> {
    return this.store.openOfPerson(tx, personId);
  }

  /** What is open about the alert. */
  findOpenFor(tx: EntityManager, alertId: string): Promise<Task | null> {
    return this.store.findOpenFor(tx, alertId);
  }

  /** The open work of a team, by due time. */
  openOfTeam(tx: EntityManager, teamId: string): Promise<Task[]> {
    return this.store.openOf(tx, teamId);
  }

  /** Of what the filter lets through, what goes from one shift of a team to the next; `crew` are who belongs to it. */
  toHandOver(tx: EntityManager, filter: TaskFilter, crew: readonly string[], limit: number): Promise<Task[]> {
    return this.store.toHandOver(tx, filter, crew, limit);
  }
}
