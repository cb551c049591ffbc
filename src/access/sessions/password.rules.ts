const SHORTEST = 10;
const LONGEST = 256;

/** Why a new account may not have this password, or null when it may. */
export function whyWeak(password: string, username: string): string | null {
  if (Array.from(password).length < SHORTEST) return `at least ${SHORTEST} characters`;
  if (password.length > LONGEST) return `at most ${LONGEST} characters`;
  if (password.toLowerCase() === username.toLowerCase()) return 'must not be the user name';
  if (new Set(password).size === 1) return 'must not be one character repeated';
  return null;
}

const USERNAME = /^[\p{L}\p{N}._@+-]{2,64}$/u;

/** The one spelling under which a user name is stored and looked up, or null for what cannot be one. */
export function readUsername(text: string): string | null {
  const name = text.trim().normalize('NFKC').toLowerCase();
  return USERNAME.test(name) ? name : null;
}
