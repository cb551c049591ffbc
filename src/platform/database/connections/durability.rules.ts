/** What a server was found to do with what it is told is safe. */
export interface Durability {
  readonly synchronousCommit: string;
  readonly fsync: string;
  readonly fullPageWrites: string;
}

/** These wait at least until a commit is on disk here, and with a synchronous standby there. */
const WAITS = ['on', 'remote_apply'];

/** What makes an acknowledgement worth less than it says, a sentence each, with what to do about it; nothing where all is well. */
export function weaknessesOf({ synchronousCommit, fsync, fullPageWrites }: Durability): string[] {
  return [
    ...(WAITS.includes(synchronousCommit)
      ? []
      : [
          `synchronous_commit is ${synchronousCommit} although it was asked for: what is acknowledged may be gone after a crash`,
        ]),
    ...(fsync === 'on' ? [] : ['fsync is off: what is acknowledged may be gone after a power cut, set fsync = on']),
    ...(fullPageWrites === 'on'
      ? []
      : [
          'full_page_writes is off: a power cut may leave pages half written, set it on unless the disk writes pages whole',
        ]),
  ];
}
