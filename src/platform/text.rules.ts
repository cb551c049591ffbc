const PLAIN = /^[\x20-\x7e]*$/;
const BLANK = /\p{Zs}/gu;
/** Takes no room, and tells apart what looks the same: zero width space, word joiner, byte order mark. */
const WITHOUT_WIDTH = /[\u200b\u2060\ufeff]/g;

/** Text as the house keeps it: composed (NFC), with plain blanks only, as OpaqueString has it (RFC 8265, section 4.2). */
export const asKept = (text: string): string =>
  PLAIN.test(text) ? text : text.normalize('NFC').replace(WITHOUT_WIDTH, '').replace(BLANK, ' ');

/** Text of one line without blanks around it, and with one between words. */
export const asLine = (text: string): string => text.replace(/ {2,}/g, ' ').trim();

/** Digits in groups, whatever stands between: blanks, and every dash there is, the minus and the soft hyphen too. */
export const digitsOf = (text: string): string => text.replace(/[\s\p{Pd}\u2212\u00ad]/gu, '');

const UTF8 = /^"?utf-?8"?$/i;

/** Whether a content type says nothing of its charset, or that it is UTF-8. */
export function isUtf8(contentType: string | undefined): boolean {
  const charset = /;\s*charset\s*=\s*("[^"]*"|[^;\s]*)/i.exec(contentType ?? '')?.[1];
  return charset === undefined || UTF8.test(charset);
}

/** The text, or null where the bytes are none. */
export function readUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
