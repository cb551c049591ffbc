/** Something that became true, told once. `data` holds ids, codes and times only: no name, address or CPR. */
export type Fact<T extends string = string, D extends object = Record<string, unknown>> = {
  readonly type: T;
  /** The id of the thing it is about. */
  readonly subject: string;
  readonly deviceId?: string | null;
  readonly data: D;
} & (AboutCitizen | AboutNobody);

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
