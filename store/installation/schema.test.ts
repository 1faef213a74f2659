import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDatabase } from '../../proof/database';
import { withClient } from '../sql/cluster';
import { schemaText } from './schema';

const written = readFileSync(join(__dirname, '..', '..', 'migrations', 'schema.sql'), 'utf8');

/** Lines that stand in one text only; enough to see at once what has changed. */
const differences = (one: string, other: string): string[] => {
  const known = new Set(other.split('\n'));
  return one.split('\n').filter((line) => !known.has(line));
};

describe('migrations/schema.sql', () => {
  it('is what the migrations make; `npm run schema` writes it anew', async () => {
    const { ownerUrl, drop } = await testDatabase();
    const made = await withClient(ownerUrl, schemaText);
    await drop();
    expect({ missing: differences(made, written), stale: differences(written, made) }).toEqual({
      missing: [],
      stale: [],
    });
    expect(written).toBe(made);
  });

  it('tells a table with its columns, constraints, indexes, triggers, words and grants', async () => {
    const { ownerUrl, drop } = await testDatabase();
    const text = await withClient(ownerUrl, async (client) => {
      await client.query(`
        create table street (id uuid primary key, name text not null default 'Лесная', was text);
        create index street_name on street (name) where was is null;
        create trigger stays before delete on street for each row execute function append_only();
        comment on column street.was is 'the name before';
        grant select, update (name) on street to domovoy_app;
        create type side as enum ('even', 'odd');
      `);
      return schemaText(client);
    });
    await drop();
    expect(differences(text, written).join('\n')).toBe(
      [
        `create type side as enum ('even', 'odd');`,
        'create table street (',
        `  name text not null default 'Лесная'::text,`,
        '  was text,',
        '  constraint street_pkey PRIMARY KEY (id)',
        `comment on column street.was is 'the name before';`,
        'CREATE INDEX street_name ON public.street USING btree (name) WHERE (was IS NULL);',
        'CREATE TRIGGER stays BEFORE DELETE ON public.street FOR EACH ROW EXECUTE FUNCTION append_only();',
        'grant select on street to domovoy_app;',
        'grant select on street to domovoy_reader;',
        'grant update (name) on street to domovoy_app;',
      ].join('\n'),
    );
  });
});
