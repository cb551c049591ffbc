import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { TasksService } from './tasks.service.js';
import { TasksStore } from './tasks.store.js';

@Module({
  imports: [AlertsModule],
  providers: [TasksService, TasksStore],
  exports: [TasksService],
})
export class TasksModule {}
