import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Who speaks. The access room fills it in; every route may ask for it. */
export interface Principal {
  readonly kind: 'staff' | 'partner';
  readonly id: string;
  /** What it was let in by; nobody's where somebody in the house speaks. */
  readonly sessionId?: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Every right that is held, the parts of each scope included. */
  readonly scopes: readonly string[];
  readonly teamIds: readonly string[];
  /** Where the rights over what is about citizens hold, every district below included. */
  readonly districtIds: Districts;
  /** Where the rights over districts, teams, rosters and ladders hold. */
  readonly placeIds: Districts;
  /** Where the rights over dispensers hold, by their ids and whomever they serve. */
  readonly fleetIds: Districts;
}

export type Districts = readonly string[] | 'all';

export const NEEDS = 'needs';
export const PUBLIC = 'public';
/** The same two marks as the OpenAPI document is made from them. */
export const X_NEEDS = 'x-needs';
export const X_PUBLIC = 'x-public';

/** A right the caller must hold. */
export const Needs = (...scopes: string[]) =>
  applyDecorators(SetMetadata(NEEDS, scopes), ApiExtension(X_NEEDS, scopes));

/** No sign-in asked. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension(X_PUBLIC, true));

export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ principal: Principal }>().principal,
);

/** Whether the principal may see what is about citizens of the district; what belongs to none is for those who see all. */
export const mayReach = (who: Principal, districtId: string | null | undefined): boolean =>
  holdsIn(who.districtIds, districtId);

/** The same of the district itself, its teams, rosters and ladders. */
export const mayReachPlace = (who: Principal, districtId: string | null | undefined): boolean =>
  holdsIn(who.placeIds, districtId);

export const holds = (who: Principal, right: string): boolean => who.scopes.includes(right);

const holdsIn = (districtIds: Districts, districtId: string | null | undefined): boolean =>
  districtIds === 'all' || (districtId != null && districtIds.includes(districtId));
