import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { FeedController } from './feed.controller.js';
import { FeedFacts } from './told-facts.js';
import { FeedStreams } from './feed.streams.js';

@Module({
  imports: [AccessModule, CitizensModule],
  controllers: [FeedController],
  providers: [FeedFacts, FeedStreams],
  exports: [FeedStreams],
})
export class PartnersModule {}
