/**
 * PostgreSQL's clock at the moment a statement gets there: for ages of what another process wrote by the same clock, and for
 * setting our own by it. What is decided by the house's time is given that time.
 */
export const DATABASE_TIME = 'clock_timestamp()';
