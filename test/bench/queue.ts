import type pg from 'pg';
import { LatencySamples, type Latency } from './latency.js';
import type { OurGateway } from './ours.js';
import { NURSES_PASSWORD, OPEN_A_TEAM, seedTasks } from './seed-tasks.js';

export interface QueuePlan {
  /** All tasks there are; those that are not in a queue were resolved over the last year. */
  tasks: number;
  teams: number;
  requests: number;
}

export interface Queue {
  tasks: number;
  /** Milliseconds from a nurse's request over HTTP to the last byte of the answer. */
  latency: Latency | null;
  complaints: string[];
}

/** How soon a nurse has the queue of the team among the work of a large town. To be asked last: the teams stay. */
export async function measureQueue(ours: OurGateway, { tasks, teams, requests }: QueuePlan): Promise<Queue> {
  await seedTasks(ours.database, tasks, teams);
  return askForQueues(ours, requests);
}

/** Asks in turn for the queues of the teams that have a nurse, one request after the other. */
export async function askForQueues(ours: OurGateway, requests: number): Promise<Queue> {
  const nurses = await signInNurses(ours);
  const warmUp = Math.min(100, requests);
  const samples = new LatencySamples(requests);
  const complaints = new Set<string>();
  for (let i = 0; i < requests + warmUp; i++) {
    const nurse = nurses[i % nurses.length];
    if (!nurse) throw new Error('There is no nurse to ask for a queue.');
    const startedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${ours.httpPort}/api/v1/tasks?view=queue&teamId=${nurse.teamId}`, {
      headers: { authorization: `Bearer ${nurse.token}` },
    });
    const body = await answer.text();
    if (i >= warmUp) samples.add(performance.now() - startedAt);
    for (const complaint of complaintsAboutQueue(answer.status, body, nurse.teamName)) complaints.add(complaint);
  }
  return { tasks: await countTasks(ours.database), latency: samples.summary(), complaints: [...complaints] };
}

export function complaintsAboutQueue(status: number, body: string, teamName: string): string[] {
  if (status !== 200) return [`a queue was answered with ${status}`];
  const { items } = JSON.parse(body) as { items: { id: string; teamName: string }[] };
  const own = new Set(items.filter((task) => task.teamName === teamName).map(({ id }) => id)).size;
  return own === OPEN_A_TEAM && items.length === OPEN_A_TEAM
    ? []
    : [`a queue of ${OPEN_A_TEAM} came with ${own} tasks`];
}

interface Nurse {
  token: string;
  teamId: string;
  teamName: string;
}

async function signInNurses(ours: OurGateway): Promise<Nurse[]> {
  const { rows } = await ours.database.query<Omit<Nurse, 'token'> & { username: string }>(
    `SELECT s."username", t."id" AS "teamId", t."name" AS "teamName" FROM staff s JOIN team t ON t."id" = s."teamIds"[1]
     WHERE s."username" LIKE 'bench-%'`,
  );
  const nurses: Nurse[] = [];
  for (const { username, teamId, teamName } of rows) {
    const answer = await fetch(`http://127.0.0.1:${ours.httpPort}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: NURSES_PASSWORD }),
    });
    const { token } = (await answer.json()) as { token?: string };
    if (!token) throw new Error(`A nurse of the bench was not let in: ${answer.status}.`);
    nurses.push({ token, teamId, teamName });
  }
  return nurses;
}

async function countTasks(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ count: number }>('SELECT count(*)::int AS "count" FROM task');
  return rows[0]?.count ?? Number.NaN;
}
