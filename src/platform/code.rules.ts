export const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,99}$/;

/** Whether it is a code, such as a fact may hold, and no sentence. */
export const isCode = (said: string | undefined): said is string => said !== undefined && CODE.test(said);
