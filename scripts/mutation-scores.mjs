// What a run of Stryker found, and the table in which docs/mutation.md keeps it.
const BEGIN = '<!-- prettier-ignore-start -->';
const END = '<!-- prettier-ignore-end -->';
const UNNOTICED = ['Survived', 'NoCoverage'];

export const isNoticed = (status) => status === 'Killed' || status === 'Timeout';

/** Per file: how many mutants ran, and how many a spec noticed. What cannot even be loaded says nothing about the specs. */
export function scoresIn(report, paths) {
  return paths.map((path) => {
    const statuses = (report.files[path]?.mutants ?? []).map(({ status }) => status);
    const noticed = statuses.filter(isNoticed).length;
    return { path, noticed, mutants: noticed + statuses.filter((status) => UNNOTICED.includes(status)).length };
  });
}

export const percentOf = (noticed, mutants) => (mutants ? `${Math.floor((noticed / mutants) * 100)} %` : '-');

/** The page with these rows in it. Rules that were not measured this time keep theirs, those that are gone lose it. */
export function putIntoTable(page, scores, { rules, isDeciding, now }) {
  const [start, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error('the page has not the two lines between which the table stands');
  const measured = new Set(scores.map(({ path }) => path));
  const pathOf = (row) => `src/${row.split('`')[1]}`;
  const kept = page
    .slice(start, end)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const rows = [
    ...kept.filter((row) => rules.includes(pathOf(row)) && !measured.has(pathOf(row))),
    ...scores.filter(({ mutants }) => mutants > 0).map((score) => rowOf(score, isDeciding, now)),
  ].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
  const table = [
    '| rules | decides | mutants | noticed | | measured |',
    '| --- | --- | ---: | ---: | ---: | --- |',
    ...rows,
  ];
  return [page.slice(0, start) + BEGIN, '', ...table, '', page.slice(end)].join('\n');
}

function rowOf({ path, mutants, noticed }, isDeciding, now) {
  const cells = [
    `\`${path.slice('src/'.length)}\``,
    isDeciding(path) ? 'yes' : '',
    mutants,
    noticed,
    percentOf(noticed, mutants),
  ];
  return `| ${[...cells, now.toISOString().slice(0, 10)].join(' | ')} |`;
}
