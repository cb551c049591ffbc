/** Somebody else listens on a port we are to listen on; the message names the setting that chooses another. */
export class PortInUse extends Error {
  constructor(
    readonly port: number,
    host: string,
    readonly setting: string,
    cause: unknown,
  ) {
    super(`Port ${port} is in use on ${host}; set ${setting} to another.`, { cause });
  }
}
