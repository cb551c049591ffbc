import type { z } from 'zod';

/** What is told of each type of fact. Every room adds its own (`thing.facts.ts`): so the compiler knows all there are. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the rooms add to it
export interface FactData {}

export type FactType = keyof FactData;

/** The data of the facts that a room describes, by type. */
export type DataOf<S extends Readonly<Record<string, z.ZodObject>>> = { readonly [T in keyof S]: z.infer<S[T]> };

/** Something that became true, told once. Of several types it is any of them. */
export type FactOf<T extends FactType> = T extends FactType ? TypedFact<T> : never;

/** Any fact that the house tells. */
export type Fact = FactOf<FactType>;

/** The same where the type is one, which the compiler need not know yet. */
export type TypedFact<T extends FactType> = {
  readonly type: T;
  /** The id of the thing it is about. */
  readonly subject: string;
  readonly deviceId?: string | null;
  /** The account that it is meant for, beside all who may hear it; told to that one wherever she is. */
  readonly for?: string;
  /** Ids, codes, counts and times only: no name, address or CPR. */
  readonly data: FactData[T];
} & About;

/** Whom a fact is about. */
export type About = AboutCitizen | AboutNobody;

/** Who may hear it follows from the citizen's district, so whoever names the one names the other. */
interface AboutCitizen {
  readonly citizenId: string | null;
  readonly districtId: string | null;
  /** The district that was the citizen's until now, which hears it too. */
  readonly leftDistrictId?: string | null;
}

interface AboutNobody {
  readonly citizenId?: null;
  readonly districtId?: string | null;
  readonly leftDistrictId?: null;
}
