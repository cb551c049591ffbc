type Payload = string | Uint8Array;

/** What real dispensers of one dialect publish, for the contract that every dialect keeps. */
export interface Samples {
  readonly deviceId: string;
  /** With what is read from each, as far as it should be held against it. */
  readonly events: readonly { readonly type: string; readonly payload: Payload; readonly is?: object }[];
  readonly heartbeats: readonly Payload[];
  /** One that says online, and one that says offline. */
  readonly statuses: readonly [online: Payload, offline: Payload];
  readonly acks: readonly Payload[];
  readonly refused: readonly (readonly [payload: Payload, reason: RegExp])[];
  /** Commands it cannot be asked. */
  readonly withoutWord: readonly string[];
}
