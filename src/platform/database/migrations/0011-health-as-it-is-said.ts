import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A number as a dispenser says it is a double: in a narrower column one too small for it would be refused, and its batch with it. */
export class HealthAsItIsSaid1763800000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'ALTER TABLE device_health ALTER COLUMN "batteryPct" TYPE double precision, ALTER COLUMN "rssiDbm" TYPE double precision',
    );
  }

  /** The wider column holds what the narrower one did. */
  async down(): Promise<void> {}
}
