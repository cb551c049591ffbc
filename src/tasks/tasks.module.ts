import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AlertsModule } from '../alerts/alerts.module.js';
import { TasksService } from './tasks.service.js';
import { TasksStore } from './tasks.store.js';
import { WorkReach } from './work-reach.service.js';

@Module({
  imports: [AccessModule, AlertsModule],
  providers: [TasksService, TasksStore, WorkReach],
  exports: [TasksService, WorkReach],
})
export class TasksModule {}
