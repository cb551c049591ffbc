const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is a UUID as the house writes it: in small letters. */
export const isWrittenUuid = (text: string): boolean => UUID.test(text);

/** Whether a text is a UUID, as anybody may write it (RFC 9562, section 4). */
export const isUuid = (text: string): boolean => UUID.test(text.toLowerCase());
