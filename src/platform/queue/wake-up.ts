/** Work to look for. It carries ids only, may be run twice, and may be lost: a sweep finds the work all the same. */
export interface WakeUp {
  /** Wake-ups with one key are answered one at a time, and of those that wait meanwhile only the last is. */
  readonly key: string;
  readonly ids: Readonly<Record<string, string | number>>;
}
