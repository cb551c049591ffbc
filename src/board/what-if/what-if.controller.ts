import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/api/answers.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { type Language, Spoken } from '../../platform/http/language.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { type WhatIfBody, whatIfBody, whatIfSchema } from './what-if.schema.js';
import { WhatIfService } from './what-if.service.js';
import { viewOfWhatIf } from './what-if.view.js';

/** Who would be asked, before anybody has to be. */
@ApiTags('citizens')
@Controller('api/v1/citizens/:id/what-if')
export class WhatIfController {
  constructor(private readonly whatIf: WhatIfService) {}

  @Post()
  @Needs('citizen:read', 'ladders:try')
  @ApiOperation({
    operationId: 'rehearseMiss',
    summary: 'What would happen if the citizen missed a dose: each rung with its recipients, times, skips and reasons',
    description:
      'The ladder run dry, by the rules and rosters that would run it, in a transaction that can write nothing: nobody is asked or told. ' +
      'It supposes that the dispenser stays silent, that nobody takes up the work, and that what is planned of rosters and pauses stays so.',
  })
  @Answers(whatIfSchema)
  async ask(
    @Param('id', IdPipe) id: string,
    @Body({ schema: whatIfBody }) body: WhatIfBody,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return viewOfWhatIf(await this.whatIf.ask(who, id, body?.dueAt ?? null), language);
  }
}
