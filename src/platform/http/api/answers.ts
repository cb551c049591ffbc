import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiProduces, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import type { z } from 'zod';

/** What a route gives so that it reads on the wire as the schema says: an instant is a `Date`, written by RFC 3339 when it leaves. */
type Sent<Wire> =
  Wire extends z.core.$brand<'moment'>
    ? Date
    : Wire extends readonly (infer Item)[]
      ? readonly Sent<Item>[]
      : Wire extends object
        ? string extends keyof Wire
          ? object
          : { readonly [Field in keyof Wire]: Sent<Wire[Field]> }
        : Wire;

export type SentBy<Schema extends z.ZodType> = Sent<z.output<Schema>>;

/** Stands before a route with this result; before any other, or one that tells more, it does not compile. */
type Declares<Result> = <Route extends (...given: never[]) => Result | Promise<Result>>(
  target: object,
  name: string | symbol,
  route: TypedPropertyDescriptor<Route> & Told<Undeclared<Awaited<ReturnType<Route>>, Result>>,
) => void;

type Told<Names> = [Names] extends [never] ? unknown : { readonly isNotInTheSchema: Names };

/** The names of fields that are given, at any depth, and not declared. */
type Undeclared<Given, Declared> = object extends Declared
  ? never
  : Given extends Leaf
    ? never
    : Given extends readonly (infer Item)[]
      ? Undeclared<Item, Declared extends readonly (infer Wanted)[] ? Wanted : never>
      : {
          [Field in keyof Given]-?: Field extends FieldOf<Declared>
            ? Undeclared<Given[Field], ValueOf<Declared, Field>>
            : Field;
        }[keyof Given];

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- what a route that answers nothing returns
type Leaf = Date | string | number | boolean | bigint | null | undefined | void;
type FieldOf<Declared> = Declared extends Leaf ? never : keyof Declared;
type ValueOf<Declared, Field> = Declared extends Leaf ? never : Field extends keyof Declared ? Declared[Field] : never;

/** The mark of a route that says what it answers. */
export const DECLARED = 'declared';

/** What else a route may answer with, as text it writes itself. */
type OtherType = 'text/csv' | 'text/html';

/** 200 with what the schema says, or with a text for whoever would rather have that. */
export function Answers<Schema extends z.ZodType>(schema: Schema): Declares<SentBy<Schema>>;
export function Answers<Schema extends z.ZodType>(schema: Schema, or: OtherType): Declares<SentBy<Schema> | string>;
export function Answers(schema: z.ZodType, or?: OtherType): Declares<unknown> {
  const answers = answering({ status: 200, standardSchema: schema });
  return or ? applyDecorators(answers, ApiProduces('application/json', or)) : answers;
}

/** Several statuses, each with what its schema says; the first is the ordinary one. */
export const AnswersBy = <Schema extends z.ZodType>(
  schemas: Readonly<Record<number, Schema>>,
): Declares<SentBy<Schema>> =>
  answering(...Object.entries(schemas).map(([status, schema]) => ({ status: Number(status), standardSchema: schema })));

/** 201 with what was made. */
export const Creates = <Schema extends z.ZodType>(schema: Schema): Declares<SentBy<Schema>> =>
  answering({ status: 201, standardSchema: schema });

/** 204, and no body. */
export const AnswersNothing = (): Declares<void> => answering({ status: 204 });

/** 200 with a text of this type, which the route writes, or goes on writing. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a route that goes on writing returns nothing
export const AnswersText = (type: string): Declares<string | void> =>
  answering({ status: 200, content: { [type]: { schema: { type: 'string' } } } });

const answering = (...answers: (ApiResponseOptions & { readonly status: number })[]) =>
  applyDecorators(
    SetMetadata(DECLARED, true),
    HttpCode(answers[0]!.status),
    ...answers.map((each) => ApiResponse(each)),
  );
