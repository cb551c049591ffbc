/** Something that became true, told once. `data` holds ids, codes and times only: no name, address or CPR. */
export interface Fact<T extends string = string, D extends object = Record<string, unknown>> {
  readonly type: T;
  /** The id of the thing it is about. */
  readonly subject: string;
  readonly citizenId?: string | null;
  readonly deviceId?: string | null;
  readonly districtId?: string | null;
  readonly data: D;
}
