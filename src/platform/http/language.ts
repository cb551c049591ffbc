import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import accepts from 'accepts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The languages of the house; English where nobody asks for one of them. */
export const LANGUAGES = ['en', 'da', 'nb'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Norwegian is asked for in three ways. */
export const ASKED_AS: Readonly<Record<string, Language>> = { en: 'en', da: 'da', nb: 'nb', nn: 'nb', no: 'nb' };

/** The language that the request would rather have (RFC 9110, section 12.5.4). */
export function languageOf(request: FastifyRequest): Language {
  const asked = accepts(request.raw).language(Object.keys(ASKED_AS));
  return asked ? ASKED_AS[asked]! : 'en';
}

/** The answer depends on what its request says of itself. */
export function variesBy(reply: FastifyReply, ...fields: readonly string[]): void {
  const known = String(reply.getHeader('vary') ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter(Boolean);
  void reply.header('vary', [...new Set([...known, ...fields])].join(', '));
}

/** In which language sentences are wanted. The answer says that it depends on that, and which it is; the route's description too. */
export const Spoken = (): ParameterDecorator => (target, name, index) => {
  Asked()(target, name, index);
  const route = Object.getOwnPropertyDescriptor(target, name!)!;
  const description = 'the language of the sentences: en, da or nb (also as nn or no); English by default';
  ApiHeader({ name: 'Accept-Language', required: false, description, example: 'da' })(target, name!, route);
};

const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Language => {
  const http = context.switchToHttp();
  const language = languageOf(http.getRequest<FastifyRequest>());
  const reply = http.getResponse<FastifyReply>();
  variesBy(reply, 'accept-language');
  void reply.header('content-language', language);
  return language;
});
