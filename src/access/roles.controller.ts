import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../platform/http/api/answers.js';
import { Needs } from '../platform/http/principal.js';
import { OFFERED, rightsOfPartner } from './rights.rules.js';
import { HOLDS, ROLES, rightsOf } from './roles.rules.js';
import { rolesSchema } from './roles.schema.js';

@ApiTags('accounts')
@Needs('house:write')
@Controller('api/v1/roles')
export class RolesController {
  @Get()
  @ApiOperation({ operationId: 'listRoles', summary: 'What each role opens to staff, and each scope to a partner.' })
  @Answers(rolesSchema)
  list() {
    return {
      roles: ROLES.map((role) => ({ role, rights: rightsOf([role]), holds: HOLDS[role] })),
      scopes: OFFERED.map((scope) => ({ scope, rights: rightsOfPartner([scope]) })),
    };
  }
}
