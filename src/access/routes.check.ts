import { Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isRight } from './rights.rules.js';
import { ruleOf } from './route-rule.js';

/** Stops the start when a route forgot to say who may use it, or asks for a right that nobody can hold. */
@Injectable()
export class RoutesCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const controllers = this.discovery.getControllers().map((wrapper) => wrapper.metatype as Type | null);
    const wrong = controllers.flatMap((controller) => (controller ? this.wrongRoutes(controller) : []));
    if (wrong.length > 0) throw new Error(`Routes without a right @Needs or @Public:\n  ${wrong.join('\n  ')}`);
  }

  private wrongRoutes(controller: Type): string[] {
    const handlers = controller.prototype as Record<string, object>;
    return this.scanner
      .getAllMethodNames(handlers)
      .filter((name) => Reflect.hasMetadata('path', handlers[name]!))
      .flatMap((name) => {
        const rule = ruleOf(handlers[name]!, controller);
        if (rule === undefined) return [`${controller.name}.${name}: neither`];
        const unknown = rule === 'public' ? [] : rule.filter((need) => !isRight(need));
        return unknown.map((need) => `${controller.name}.${name}: no such right as ${need}`);
      });
  }
}
