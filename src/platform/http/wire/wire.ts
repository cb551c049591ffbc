import type { FastifyInstance } from 'fastify';
import { compressAnswers } from './compression.js';
import { answerNotModified } from './not-modified.js';

/** What answers cost on the way to who asked: called once, before any route is known. */
export async function spareTheWire(fastify: FastifyInstance): Promise<void> {
  await compressAnswers(fastify);
  answerNotModified(fastify);
}
