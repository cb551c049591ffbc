/** Letters and digits that are not taken for one another when they are read aloud or from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const [GROUPS, EACH] = [4, 4];

/** A first password to hand over on paper: 79 bits, in groups. */
export function makePassword(): string {
  const group = () => Array.from({ length: EACH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** Every letter as likely as any other. */
function letter(): string {
  const most = 256 - (256 % LETTERS.length);
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte! < most) return LETTERS[byte! % LETTERS.length]!;
  }
}
