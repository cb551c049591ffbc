import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { FeedController } from './feed.controller.js';
import { FeedStreams } from './feed.streams.js';

@Module({
  imports: [AccessModule],
  controllers: [FeedController],
  providers: [FeedStreams],
  exports: [FeedStreams],
})
export class PartnersModule {}
