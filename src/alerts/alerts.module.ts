import { Module } from '@nestjs/common';
import { AlertLogStore } from './alert-log.store.js';
import { AlertsService } from './alerts.service.js';
import { AlertsStore } from './alerts.store.js';

@Module({
  providers: [AlertsService, AlertsStore, AlertLogStore],
  exports: [AlertsService],
})
export class AlertsModule {}
