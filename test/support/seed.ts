/** The seed of a random test, printed so that the run can be repeated: `FAULTS_SEED=123 npm test -- killed`. */
export function seedOf(test: string): number {
  const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000));
  process.stderr.write(`${test}: FAULTS_SEED=${seed}\n`);
  return seed;
}
