import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Who speaks. The access room fills it in; every route may ask for it. */
export interface Principal {
  readonly kind: 'staff' | 'partner';
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly teamIds: readonly string[];
  /** The districts whose citizens this principal may see, every district below them included. */
  readonly districtIds: readonly string[] | 'all';
}

export const NEEDS = 'needs';
export const PUBLIC = 'public';
/** The same two marks as the OpenAPI document is made from them. */
export const X_NEEDS = 'x-needs';
export const X_PUBLIC = 'x-public';

/** A scope the caller must hold, or `admin` for administrators only. */
export const Needs = (...scopes: string[]) =>
  applyDecorators(SetMetadata(NEEDS, scopes), ApiExtension(X_NEEDS, scopes));

/** No sign-in asked. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension(X_PUBLIC, true));

export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ principal: Principal }>().principal,
);

/** Whether the principal may see what belongs to the district; what belongs to none is for those who see all. */
export function mayReach(who: Principal, districtId: string | null | undefined): boolean {
  return who.districtIds === 'all' || (districtId != null && who.districtIds.includes(districtId));
}
