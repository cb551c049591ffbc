import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { FeedController } from './feed.controller.js';
import { FeedFacts } from './told-facts.js';
import { FeedStreams } from './feed.streams.js';
import { Vitals } from './vitals.js';

@Module({
  imports: [AccessModule, CitizensModule, DevicesModule],
  controllers: [FeedController],
  providers: [FeedFacts, FeedStreams, Vitals],
  exports: [FeedStreams],
})
export class PartnersModule {}
