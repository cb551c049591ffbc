import { Module } from '@nestjs/common';
import { DosesModule } from '../doses/doses.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { ClockController } from './clock.controller.js';
import { TimeTravel } from './time-travel.service.js';

/** The movable clock. Joined only where the settings say this is a demo. */
@Module({
  imports: [DosesModule, IngestModule],
  controllers: [ClockController],
  providers: [TimeTravel],
  exports: [TimeTravel],
})
export class DemoModule {}
