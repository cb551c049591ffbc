import { applyDecorators, SetMetadata } from '@nestjs/common';
import { Uncompressed } from './wire/compression.js';

export const SHOWN_ONCE = 'shown-once';

/** The answer holds a secret that is shown this once: a repeat of the request is told so, and shown nothing. */
export const ShownOnce = () => applyDecorators(SetMetadata(SHOWN_ONCE, true), Uncompressed());
