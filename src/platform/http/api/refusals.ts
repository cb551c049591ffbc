import { Headers } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

/** Declares a refusal that cannot be told from the route's shape, and when it comes. */
export const Refuses = (status: 403 | 404 | 409 | 412 | 429, when: string): MethodDecorator =>
  ApiResponse({ status, description: when });

/** The tag of what the caller read, where one was sent. Declares that one of something else is refused. */
export const IfMatch = (): ParameterDecorator => (target, name, index) => {
  Headers('if-match')(target, name, index);
  const route = Object.getOwnPropertyDescriptor(target, name!)!;
  const description = 'the ETag it was read with: 412 if it has changed since; without it, what is sent holds';
  ApiHeader({ name: 'If-Match', required: false, description })(target, name!, route);
  Refuses(412, 'it has changed since it was read; `etag` is the tag it has now')(target, name!, route);
};
