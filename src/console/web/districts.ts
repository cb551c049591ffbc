import { computed, signal } from '@preact/signals';
import { api } from './api.js';
import { nameCitizen } from './labels.js';
import type { District, Task } from './model.js';

/** Those the reader may see. */
export const districts = signal<District[]>([]);

const names = computed(() => new Map(districts.value.map(({ id, name }) => [id, name])));

export async function readDistricts(): Promise<void> {
  const page = await api.districts().catch(() => null);
  if (page) districts.value = page.items;
}

export const nameDistrict = (id: string | null | undefined): string | null => (id && names.value.get(id)) || null;

/** Whom or what the task is about, as it is called in the list. */
export const nameSubject = (task: Task): string =>
  nameCitizen(task, nameDistrict(task.alert.districtId ?? task.districtId));
