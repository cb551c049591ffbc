/** 32 letters and digits that nobody takes for each other when they are read out. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const IN_A_GROUP = 4;

/** A password to begin with, of 80 bits: `k3fa-…`. Made here, so that it goes over no wire but when it is set. */
export function makePassword(): string {
  const letters = Array.from(
    crypto.getRandomValues(new Uint8Array(GROUPS * IN_A_GROUP)),
    (byte) => LETTERS[byte % 32]!,
  );
  return Array.from({ length: GROUPS }, (_, i) => letters.slice(i * IN_A_GROUP, (i + 1) * IN_A_GROUP).join('')).join(
    '-',
  );
}
