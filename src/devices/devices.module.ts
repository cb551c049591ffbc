import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { AssignmentsController } from './assignments/assignments.controller.js';
import { AssignmentsService } from './assignments/assignments.service.js';
import { AssignmentsStore } from './assignments/assignments.store.js';
import { CommandsController } from './commands/commands.controller.js';
import { CommandsService } from './commands/commands.service.js';
import { CommandsStore } from './commands/commands.store.js';
import { CommandsWorker } from './commands/commands.worker.js';
import { DeviceConditionsService } from './conditions/device-conditions.service.js';
import { ConditionsStore } from './conditions/conditions.store.js';
import { DevicesController } from './devices.controller.js';
import { DevicesService } from './devices.service.js';
import { DevicesStore } from './devices.store.js';
import { GivenSchedulesStore } from './commands/given-schedules.store.js';
import { FleetController } from './fleet/fleet.controller.js';
import { FleetStore } from './fleet/fleet.store.js';
import { ProvisionController } from './fleet/provision.controller.js';
import { ProvisionService } from './fleet/provision.service.js';
import { HealthService } from './health.service.js';
import { TeamsModule } from '../teams/teams.module.js';
import { HealthStore } from './health.store.js';

@Module({
  imports: [AccessModule, CitizensModule, TeamsModule],
  controllers: [AssignmentsController, DevicesController, FleetController, ProvisionController, CommandsController],
  providers: [
    DevicesService,
    AssignmentsService,
    CommandsService,
    DeviceConditionsService,
    HealthService,
    FleetStore,
    ProvisionService,
    DevicesStore,
    AssignmentsStore,
    HealthStore,
    ConditionsStore,
    CommandsStore,
    GivenSchedulesStore,
    CommandsWorker,
  ],
  exports: [DevicesService, ProvisionService],
})
export class DevicesModule {}
