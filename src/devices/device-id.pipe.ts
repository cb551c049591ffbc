import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../platform/errors/problem.js';
import { deviceIdPattern } from './device.rules.js';

/** A dispenser in a path: what cannot be a dispenser's name names nothing, so it is a 404. */
@Injectable()
export class DeviceIdPipe implements PipeTransform<string, string> {
  transform(deviceId: string): string {
    if (!deviceIdPattern.test(deviceId)) throw problem.notFound();
    return deviceId;
  }
}
