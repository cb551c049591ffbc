const PREFIX = 'DOSEVAGT_';
const FILE = /_FILE$/;
/** What Kubernetes, and Docker's links, tell every container about a service of some name (`enableServiceLinks`). */
const INJECTED = /(^|_)(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$/;
/** A service of our own name may have ports with names of their own. */
const INJECTED_FOR_US = /^DOSEVAGT_PORT(_|$)/;
/** And its `..._PORT` is an address, where ours is a number. */
const ADDRESS = /^(tcp|udp|sctp):\/\//;
/** In a name that short two slips of the finger make another word. */
const LONG_NAME = 10;

export interface Names {
  /** Every variable that is read. */
  readonly variables: readonly string[];
  /** Those of them that hold a secret. */
  readonly secrets: readonly string[];
  /** Every key of the configuration, such as `http.port`. */
  readonly keys: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that do nothing and may have been meant for us, each with what was probably meant. */
export interface Mistaken {
  /** Nobody else can be meant. */
  readonly ours: string[];
  /** In an environment that is shared somebody else may be: many programs read a `ROLE`. */
  readonly perhaps: string[];
}

export function mistakenVariables(environment: Environment, names: Names): Mistaken {
  const ours: string[] = [];
  const perhaps: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (!value || names.variables.includes(name) || isInjected(name, value)) continue;
    const meant = meantBy(name, names);
    if (meant === null) continue;
    const isOurs = hasPrefix(name) || hasPrefix(meant) || isSecretLeftOut(name, environment, names);
    (isOurs ? ours : perhaps).push(`${name}: no such variable${meant && `; ${hintOf(meant, names)}`}`);
  }
  return { ours, perhaps };
}

/** The nearest of some names, if it is near enough to be a slip of the finger. */
export function nearest(name: string, among: readonly string[]): string | null {
  const allowed = name.length >= LONG_NAME ? 2 : 1;
  const [best] = among
    .map((other) => ({ other, slips: slipsBetween(name, other) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips);
  return best?.other ?? null;
}

/** The variable or key; null for a name that is not meant for us, empty where it is and nobody knows what it was to be. */
function meantBy(name: string, { variables, keys }: Names): string | null {
  const upper = name.toUpperCase();
  const bare = hasPrefix(name) ? upper.slice(PREFIX.length) : upper;
  const plain = [bare, withoutFile(bare)].find((one) => variables.includes(one)) ?? nearest(bare, variables);
  const near = plain ?? nearest(upper, variables) ?? keys.find((one) => variableOf(one) === bare);
  return near ?? (hasPrefix(name) ? '' : null);
}

const hintOf = (meant: string, { variables }: Names): string =>
  variables.includes(meant) ? `did you mean ${meant}?` : `${meant} is set in a file of config/`;

/** It is said to be in a file, which nobody reads, and nowhere else: the house would do without, and with a database of its own. */
const isSecretLeftOut = (name: string, environment: Environment, { secrets }: Names): boolean =>
  FILE.test(name) && secrets.includes(withoutFile(name)) && !environment[withoutFile(name)];

const hasPrefix = (name: string): boolean => name.toUpperCase().startsWith(PREFIX);

const withoutFile = (name: string): string => name.replace(FILE, '');

const isInjected = (name: string, value: string): boolean =>
  INJECTED.test(name) || INJECTED_FOR_US.test(name) || (name.endsWith('_PORT') && ADDRESS.test(value));

/** `ingest.batchRows` as a variable would be called, if there were one. */
const variableOf = (key: string): string =>
  key
    .replace(/([A-Z])/g, '_$1')
    .replaceAll('.', '_')
    .toUpperCase();

/** Letters left out, added, replaced, or two neighbours swapped (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(replaced, rows[i - 1]![j]! + 1, row[j - 1]! + 1, isSwapped ? rows[i - 2]![j - 2]! + 1 : Infinity),
      );
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
