import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { BordersController } from './borders/borders.controller.js';
import { BreakGlassController } from './glass/break-glass.controller.js';
import { CitizensController } from './citizens.controller.js';
import { CitizensService } from './citizens.service.js';
import { CitizensStore } from './citizens.store.js';
import { ContactsService } from './contacts/contacts.service.js';
import { ContactsStore } from './contacts/contacts.store.js';
import { GlassReviewsController } from './glass/glass-reviews.controller.js';
import { GlassReviews } from './glass/glass-reviews.service.js';
import { GlassReviewsStore } from './glass/glass-reviews.store.js';
import { HomeAccessVault } from './contacts/home-access.vault.js';
import { SecretsStore } from '../platform/database/secrets.store.js';
import { CprVault } from './cpr-vault.service.js';
import { Numbers } from './numbers.service.js';
import { CitizensImportController } from './import/citizens-import.controller.js';
import { CitizensImport } from './import/citizens-import.service.js';
import { PlacesService } from './places/places.service.js';
import { PostcodesController } from './places/postcodes.controller.js';
import { PostcodesStore } from './places/postcodes.store.js';
import { PausesController } from './pauses.controller.js';
import { PausesService } from './pauses.service.js';
import { PausesStore } from './pauses.store.js';
import { PausesWorker } from './pauses.worker.js';
import { ReadsController } from './reads.controller.js';
import { StaysWorker } from './stays.worker.js';

@Module({
  imports: [AccessModule, TeamsModule],
  controllers: [
    BordersController,
    BreakGlassController,
    CitizensController,
    CitizensImportController,
    GlassReviewsController,
    PausesController,
    PostcodesController,
    ReadsController,
  ],
  providers: [
    CitizensImport,
    CitizensService,
    CitizensStore,
    PlacesService,
    PostcodesStore,
    ContactsService,
    ContactsStore,
    CprVault,
    GlassReviews,
    GlassReviewsStore,
    HomeAccessVault,
    Numbers,
    PausesService,
    PausesStore,
    PausesWorker,
    SecretsStore,
    StaysWorker,
  ],
  exports: [CitizensService, ContactsService, PausesService],
})
export class CitizensModule {}
