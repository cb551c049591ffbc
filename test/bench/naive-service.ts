import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Ctx,
  EventPattern,
  MqttContext,
  Payload,
  Transport,
  type ConsumerDeserializer,
  type MqttOptions,
} from '@nestjs/microservices';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { Column, Entity, Generated, Index, PrimaryColumn, Repository } from 'typeorm';

/** The columns and the key of our journal, as a plain table: with this key, `save` keeps an event that was resent once. */
@Entity('reading')
class Reading {
  @PrimaryColumn('integer') deviceNumber: number;
  @PrimaryColumn('text') eventId: string;
  @PrimaryColumn('timestamptz') time: Date;
  @Index() @Column('bigint') @Generated('increment') number: string;
  @Column('timestamptz') receivedAt: Date;
  @Column('timestamptz') effectiveAt: Date;
  @Column('text') clock: string;
  @Column('text') type: string;
  @Column('bigint', { nullable: true }) bootId: number;
  @Column('bigint', { nullable: true }) sequence: number;
  @Column('timestamptz', { nullable: true }) dueAt: Date;
  @Column('text', { nullable: true }) reason: string;
  @Column('integer') payloadLength: number;
  @Column('bytea') payload: Buffer;
}

interface TelemetryEvent {
  id: string;
  type: string;
  time: string;
  bootid: number;
  sequence: number;
  data: { dueAt: string };
}

@Controller()
class ReadingsController {
  constructor(@InjectRepository(Reading) private readonly readings: Repository<Reading>) {}

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-arguments -- it picks the overload
  @EventPattern<string>('dosevagt/v1/+/events')
  async keep(@Payload() event: TelemetryEvent, @Ctx() context: MqttContext): Promise<void> {
    const payload = Buffer.from(JSON.stringify(event));
    await this.readings.save({
      deviceNumber: Number(context.getTopic().split('/')[2]?.split('-').at(-1)),
      eventId: event.id,
      time: new Date(event.time),
      receivedAt: new Date(),
      effectiveAt: new Date(event.time),
      clock: 'trusted',
      type: event.type,
      bootId: event.bootid,
      sequence: event.sequence,
      dueAt: new Date(event.data.dueAt),
      payloadLength: payload.length,
      payload,
    });
  }
}

// Nest takes an object with `id` and `data` for a request in its own envelope; a CloudEvent has both.
const wholeMessage: ConsumerDeserializer = {
  deserialize: (value: unknown, options?: { channel: string }) => ({ pattern: options?.channel, data: value }),
};

const [databaseUrl, brokerUrl] = process.argv.slice(2);

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: databaseUrl, entities: [Reading], synchronize: true }),
    TypeOrmModule.forFeature([Reading]),
  ],
  controllers: [ReadingsController],
})
class NaiveModule {}

const service = await NestFactory.createMicroservice<MqttOptions>(NaiveModule, {
  transport: Transport.MQTT,
  // Nest subscribes at QoS 0 by default, where Mosquitto would drop what the service is too slow for.
  options: { url: brokerUrl, subscribeOptions: { qos: 1 }, deserializer: wholeMessage },
  logger: ['error', 'warn'],
});
service.enableShutdownHooks();
await service.listen();
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
