import type { components, paths } from '../../src/console/web/api.types.js';

// Which route a path means: `/tasks/${id}?x=1` is GET /api/v1/tasks/{id}.

type Split<Path extends string> = Path extends `${infer Head}/${infer Rest}` ? [Head, ...Split<Rest>] : [Path];
type Bare<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path;
type Whole<Path extends string> = Path extends `/api${string}` | `/demo${string}` ? Path : `/api/v1${Path}`;

type Fits<Given extends readonly string[], Route extends readonly string[]> = Given extends [
  infer Part extends string,
  ...infer Rest extends string[],
]
  ? Route extends [infer Named extends string, ...infer Others extends string[]]
    ? Named extends `{${string}}`
      ? Fits<Rest, Others>
      : Part extends Named
        ? Fits<Rest, Others>
        : false
    : false
  : Route extends []
    ? true
    : false;

type Routes = { readonly [Route in keyof paths]: Split<Route> };
type Candidates<Given extends string[]> = {
  [Route in keyof Routes]: Fits<Given, Routes[Route]> extends true ? Route : never;
}[keyof Routes];
/** A name goes before a parameter: `/citizens/search` is no citizen. */
type Exact<Path extends string> =
  Whole<Bare<Path>> extends infer Known extends keyof paths ? Known : Candidates<Split<Whole<Bare<Path>>>>;

type AnswerOf<Operation> = Operation extends { responses: infer Responses }
  ? Responses extends { 200: { content: { 'application/json': infer Body } } }
    ? Body
    : Responses extends { 201: { content: { 'application/json': infer Body } } }
      ? Body
      : undefined
  : never;

/** A list of tasks has the rows of a queue or of a map where the path asks for them, and whole tasks else. */
type Viewed<Body, Path extends string> =
  Exact<Path> extends '/api/v1/tasks'
    ? Path extends `${string}view=map${string}`
      ? Extract<Body, { items: { at: unknown }[] }>
      : Path extends `${string}view=queue${string}`
        ? Exclude<Extract<Body, { counts: unknown }>, { items: { at: unknown }[] }>
        : Exclude<Body, { counts: unknown }>
    : Body;

/** What a route answers with. */
export type Answered<Method extends 'get' | 'post' | 'put' | 'patch', Path extends string> = Viewed<
  AnswerOf<paths[Exact<Path>][Method]>,
  Path
>;

/** Why it refuses: a test that reads a field of it expects it there. */
type Problem = Required<components['schemas']['Problem']>;

/** What may come back: what the route answers with, or why it refuses; the status says which. */
export type Heard<Method extends string, Path extends string> =
  Lowercase<Method> extends infer Verb extends 'get' | 'post' | 'put' | 'patch'
    ? [Answered<Verb, Path>] extends [never]
      ? unknown
      : Answered<Verb, Path> extends infer Body extends object
        ? Body & Omit<Problem, keyof Body>
        : Problem
    : Problem;
