import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';

/** Of a route that takes less than the others: a longer body is a 413. */
export const LargestBody = (bytes: number) => RouteConfig({ largestBody: bytes });

/** Makes the mark count; called before any route is known. */
export function limitBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    const { largestBody } = (route.config ?? {}) as { largestBody?: number };
    if (largestBody !== undefined) route.bodyLimit = largestBody;
  });
}
