import type { Answered, Heard } from './routes.js';

export interface ApiResponse<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH';

/** Speaks to the REST API as whoever the token names. */
export class Api {
  constructor(
    private readonly httpUrl: string,
    private readonly token: string | null,
  ) {}

  /** The answer, whatever its status. */
  async ask<Method extends string, Path extends string>(
    method: Method,
    path: Path,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiResponse<Heard<Method, Path>>> {
    const response = await fetch(
      `${this.httpUrl}${path.startsWith('/api') || path.startsWith('/demo') ? path : `/api/v1${path}`}`,
      {
        method,
        headers: {
          ...(this.token && { authorization: `Bearer ${this.token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined || isSentAsItIs(headers) ? (body as string | undefined) : JSON.stringify(body),
      },
    );
    const text = await response.text();
    const heard = (text === '' ? null : JSON.parse(text)) as Heard<Method, Path>;
    return { status: response.status, headers: response.headers, body: heard };
  }

  /** An answer that does not end by itself; whoever stops reading it closes it. */
  open(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.httpUrl}/api/v1${path}`, {
      headers: { ...(this.token && { authorization: `Bearer ${this.token}` }), ...headers },
    });
  }

  get<Path extends string>(path: Path): Promise<Answered<'get', Path>> {
    return this.mustWork('GET', path);
  }

  post<Path extends string>(path: Path, body?: unknown): Promise<Answered<'post', Path>> {
    return this.mustWork('POST', path, body);
  }

  put<Path extends string>(path: Path, body: unknown): Promise<Answered<'put', Path>> {
    return this.mustWork('PUT', path, body);
  }

  patch<Path extends string>(path: Path, body: unknown): Promise<Answered<'patch', Path>> {
    return this.mustWork('PATCH', path, body);
  }

  private async mustWork<Method extends Verb, Path extends string>(
    method: Method,
    path: Path,
    body?: unknown,
  ): Promise<Answered<Lowercase<Method>, Path>> {
    const answer: ApiResponse = await this.ask(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Answered<Lowercase<Method>, Path>;
  }
}

/** What is no JSON, such as a list that a spreadsheet saved. */
const isSentAsItIs = (headers: Record<string, string>): boolean =>
  headers['content-type']?.startsWith('text/') ?? false;

export async function signIn(httpUrl: string, username: string, password: string): Promise<Api> {
  const { token } = await new Api(httpUrl, null).post('/session', { username, password });
  return new Api(httpUrl, token);
}
