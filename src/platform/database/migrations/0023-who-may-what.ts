import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Administrators get the name of their role beside the former one, which the version before goes on reading. The administrator of a
 * demo's town is its lead, too.
 */
export class WhoMayWhat1763820000023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `UPDATE staff SET "roles" = "roles" || '{administrator}' WHERE 'admin' = ANY ("roles") AND NOT 'administrator' = ANY ("roles")`,
    );
    await db.query(
      `UPDATE staff SET "roles" = "roles" || '{lead}'
       WHERE "username" = 'admin' AND NOT 'lead' = ANY ("roles") AND EXISTS (SELECT 1 FROM secret WHERE "name" = 'demo-town')`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `UPDATE staff SET "roles" = array_append(array_remove("roles", 'administrator'), 'admin')
       WHERE 'administrator' = ANY ("roles") AND NOT 'admin' = ANY ("roles")`,
    );
    await db.query(`UPDATE staff SET "roles" = array_remove("roles", 'administrator')`);
  }
}
