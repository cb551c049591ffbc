import { SetMetadata } from '@nestjs/common';

export const SHOWN_ONCE = 'shown-once';

/** The answer holds a secret that is shown this once: a repeat of the request is told so, and shown nothing. */
export const ShownOnce = () => SetMetadata(SHOWN_ONCE, true);
