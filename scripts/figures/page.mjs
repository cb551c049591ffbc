/** The page of figures: what was counted before, and after. */
export function pageOf({ before, after }) {
  return `# Figures of the house

What a change of the house's shape is measured by. \`npm run figures\` counts it here and shows it beside what was kept, \`-- --at COMMIT\`
counts another commit (laid out beside this one, built with the packages that are here), \`-- --lists\` says where each thing stands, and
\`-- --keep after\` writes this page.

- **Handlers** are what \`line.ts\` names: a method once, however many facts it hears; heard are the times it is named.
- **Casts between rooms** are \`x as T\` in a room where \`x\` is read from a fact, or \`T\` is a type of another room.
- **Statements** are what is said to PostgreSQL between \`BEGIN\` and \`COMMIT\`, of a built demo without a fleet in which everybody is on duty:
  a dose is missed by its dispenser's word (\`told\`), a dose is missed because nothing is heard of it (\`silent\`), somebody claims. A claim as a
  whole has besides who asks and what she is shown.
- **Hops** are steps from one file to another, followed by calls as the compiler resolves them, the shortest way there is; and one wherever
  nobody calls anybody: a row waits, a fact is told, an answer goes over the wire. From the packet to the list on the screen, and from the key
  back to the task, its alert and its ladder. A step is counted once.
- Functions are long over 40 lines; constructors are not counted among those that ask for more than five things.

${tableOf(before, after)}

## Rooms

Without specs: how many files, how many in the fullest folder, and the largest file with its lines.

| room | before | after |
| --- | --- | --- |
${roomsOf(before, after)}

## The way of a missed dose

${waysOf(after ?? before)}
`;
}

const ROWS = [
  ['handlers in `line.ts`, distinct', (f) => f.handlersInLine.distinct],
  ['handlers in `line.ts`, heard', (f) => f.handlersInLine.heard],
  ['of them, what hears of alerts, tasks and ladders', (f) => f.handlersInLine.aboutCases],
  ['casts between rooms', (f) => f.castsBetweenRooms.length],
  ['statements of a missed dose, told', (f) => f.statements.told.length],
  ['statements of a missed dose, silent', (f) => f.statements.silent.length],
  ['statements of a claim', (f) => f.statements.claim.length],
  ['statements of a claim as a whole', (f) => f.statements.claimRequest.length],
  ['hops of a missed dose to the screen and back', (f) => f.hops],
  ['files, without specs', (f) => f.rooms.reduce((sum, { files }) => sum + files, 0)],
  ['fullest folder', (f) => Math.max(...f.rooms.map(({ fullestFolder }) => fullestFolder))],
  ['largest file, lines', (f) => Math.max(...f.rooms.map(({ largest }) => largest.lines))],
  ['functions over 40 lines', (f) => f.functionsOver40Lines.length],
  ['functions with over five parameters', (f) => f.functionsOver5Parameters.length],
  ['most parameters', (f) => f.mostParameters],
  ['`any` in `src`', (f) => f.any.src.length],
  ['`any` in `test/support`', (f) => f.any.support.length],
];

export function tableOf(before, after) {
  const of = (figures, value) => (figures ? value(figures) : '');
  const named = (figures) => (figures ? ` (${figures.commit})` : '');
  const rows = ROWS.map(([name, value]) => `| ${name} | ${of(before, value)} | ${of(after, value)} |`);
  return `| | before${named(before)} | after${named(after)} |\n| --- | ---: | ---: |\n${rows.join('\n')}`;
}

function roomsOf(before, after) {
  const names = [...new Set([before, after].flatMap((figures) => figures?.rooms.map(({ room }) => room) ?? []))].sort();
  const say = (figures, name) => {
    const found = figures?.rooms.find(({ room }) => room === name);
    return found
      ? `${found.files}, ${found.fullestFolder}, ${found.largest.file.split('/').at(-1)} ${found.largest.lines}`
      : '';
  };
  return names.map((name) => `| ${name} | ${say(before, name)} | ${say(after, name)} |`).join('\n');
}

function waysOf(figures) {
  if (!figures) return '';
  const last = (key) => key.slice(key.indexOf('#') + 1);
  return figures.legs
    .map(
      ({ leg, way }, i) =>
        `${i + 1}. ${leg}: ${way ? way.map((key) => `\`${last(key)}\``).join(' → ') : 'no way is found'}`,
    )
    .join('\n');
}
