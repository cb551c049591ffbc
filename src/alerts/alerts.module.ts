import { Module } from '@nestjs/common';
import { AlertLogStore } from './alert-log.store.js';
import { AlertsService } from './alerts.service.js';
import { AlertsStore } from './alerts.store.js';
import { BondsService } from './bonds.service.js';

@Module({
  providers: [AlertsService, BondsService, AlertsStore, AlertLogStore],
  exports: [AlertsService, BondsService],
})
export class AlertsModule {}
