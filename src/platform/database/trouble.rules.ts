/**
 * What an error is about. `data`: the database or the runtime refuses what was to be written, and will for ever; `code`: our own code
 * failed over it, which counts when it does so again with nothing else at hand; `infrastructure`: whatever should have done the work
 * could not just then, and the same work is right later.
 */
export type Trouble = 'data' | 'code' | 'infrastructure';

/**
 * SQLSTATE classes: a value that fits no type (22), breaks a constraint (23), or is too large or too deep for PostgreSQL (54); and what
 * a function in the database raises by itself.
 */
const ABOUT_DATA = ['22', '23', '54'];
/** Of those the value itself, whatever else is there. */
const CANNOT_BE_KEPT = ['22', '54'];
const RAISED = 'P0001';
/** A lost deadlock, and a transaction that must see what others did meanwhile: to be repeated at once. */
const LOST_TO_ANOTHER = ['40P01', '40001'];
/** A commit that was cut short before its standby had it, and one without an answer. */
const UNKNOWN = ['08007', '40003'];
/** What somebody else holds cannot be locked. */
export const HELD = '55P03';
/** The server is a standby, or was made read-only. */
const READ_ONLY = '25006';
const DISK_FULL = '53100';

/** No class of SQLSTATE begins with an E, and every code of the operating system does. */
const SQLSTATE = /^[0-9A-DF-Z][0-9A-Z]{4}$/;
const OF_THE_SYSTEM = /^E[A-Z0-9]+$|^ERR_(SOCKET|STREAM|SSL|TLS|HTTP2)/;

/** What pg, its pool and clients like it say without a code. */
const SAID_WITHOUT_CODE = [
  /connection (is )?(terminated|closed|ended)/i,
  /timeout exceeded when trying to connect/,
  /(query read|connection|connect) ?timeout/i,
  /timeout expired/,
  /is not queryable/,
  /cannot use a pool after calling end/i,
  /array buffer allocation failed/i,
];

/** TypeORM, when the connection went away between two statements. */
const LOST_ITS_CONNECTION = [
  'QueryRunnerAlreadyReleasedError',
  'TransactionNotStartedError',
  'CannotExecuteNotConnectedError',
  'CannotConnectAlreadyConnectedError',
];

/** As PostgreSQL words what is not about the data, and as we do: for what was written down without its code. */
const WORDED = [
  ...SAID_WITHOUT_CODE,
  /canceling statement due to/,
  /could not obtain lock/,
  /deadlock detected/,
  /could not serialize access/,
  /terminating connection/,
  /server closed the connection/,
  /the database system is/,
  /no space left on device|could not (extend|write|open|read|fsync)|disk full/i,
  /read-only transaction|recovery is in progress/,
  /out of (shared )?memory/,
  /too many (clients|connections)|connection slots/,
  /(relation|column|table|function) .* does not exist/,
  /current transaction is aborted/,
  /PostgreSQL did not answer/,
  /the database is not connected/,
  /somebody else holds it/,
  /\b(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOSPC|EMFILE)\b/,
];

export function troubleOf(error: unknown): Trouble {
  const layers = layersOf(error);
  const sqlState = layers.map(({ code }) => code).find((code) => SQLSTATE.test(code));
  if (sqlState) return sqlState === RAISED || ABOUT_DATA.includes(sqlState.slice(0, 2)) ? 'data' : 'infrastructure';
  const isAway = layers.some(
    ({ code, name, message }) =>
      OF_THE_SYSTEM.test(code) ||
      LOST_ITS_CONNECTION.includes(name) ||
      SAID_WITHOUT_CODE.some((said) => said.test(message)),
  );
  if (isAway) return 'infrastructure';
  const { name } = layers.at(-1)!;
  if (name === 'RangeError') return 'data';
  // A plain error of the driver, without a code, is about its connection.
  return isOfDriver(error) && name === 'Error' ? 'infrastructure' : 'code';
}

/** Whether it is about the message itself: of many taken together the one can be found. */
export const isAboutMessage = (error: unknown): boolean => troubleOf(error) !== 'infrastructure';

/** Whether work ended because of what somebody else holds: nothing is wrong with it, and it can be done later. */
export const isHeld = (error: unknown): boolean => codeOf(error) === HELD;

/** Whether no value like it can be written anywhere. */
export const cannotBeKept = (error: unknown): boolean => {
  const code = codeOf(error);
  return SQLSTATE.test(code) && CANNOT_BE_KEPT.includes(code.slice(0, 2));
};

export const isReadOnly = (error: unknown): boolean => codeOf(error) === READ_ONLY;

/** Whether what is there can still be read. */
export const takesNoWrites = (error: unknown): boolean => [READ_ONLY, DISK_FULL].includes(codeOf(error));

/** Whether what was asked for may be done all the same: whoever asks again has to look first. */
export const mayBeDone = (error: unknown): boolean => UNKNOWN.includes(codeOf(error));

/** Whether the whole transaction is to be repeated at once. */
export const isLostToAnother = (error: unknown): boolean => LOST_TO_ANOTHER.includes(codeOf(error));

/** What went wrong as a code, without the value that it went wrong with. */
export function codeOf(error: unknown): string {
  const layers = layersOf(error);
  return layers.map(({ code }) => code).find((code) => code !== '') ?? layers.at(-1)!.name;
}

/** Whether a reason that was written down without its code tells of infrastructure. */
export const readsAsInfrastructure = (reason: string): boolean => WORDED.some((wording) => wording.test(reason));

interface Layer {
  readonly code: string;
  readonly name: string;
  readonly message: string;
}

const DEEPEST = 5;

/** The error, and what it was made of: what the driver said, its cause, or the first of several. */
function layersOf(error: unknown): Layer[] {
  const layers: Layer[] = [];
  for (let inner: unknown = error; inner != null && layers.length < DEEPEST;) {
    const { code, name, message, driverError, cause, errors } = inner as {
      [field in 'code' | 'name' | 'message' | 'driverError' | 'cause' | 'errors']?: unknown;
    };
    layers.push({
      code: typeof code === 'string' ? code : '',
      name: typeof name === 'string' ? name : 'Error',
      message: typeof message === 'string' ? message : '',
    });
    inner = driverError ?? cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return layers.length > 0 ? layers : [{ code: '', name: 'Error', message: '' }];
}

const isOfDriver = (error: unknown): boolean => (error as { driverError?: unknown } | null)?.driverError !== undefined;
