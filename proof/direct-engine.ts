import type { Knex } from 'knex';
import { deciders } from '../activities/index';
import type { Command, Engine } from '../api/engine';
import { runStep } from '../store/case/step';

/** Decides at once, in the database alone: for tests of pages, where the workflow itself is proved elsewhere. */
export function directEngine(db: () => Knex, heard: (command: Command) => void = () => undefined): Engine {
  return {
    async command(command) {
      heard(command);
      const { area, caseId, key, name, actorId, args } = command;
      const decide = deciders[area]?.[name];
      if (!decide) throw new Error(`No such act of ${area}: ${name}`);
      const call = { area, caseId, key, act: name, actorId, args, at: new Date(0).toISOString() };
      const { phase, seq } = await runStep(db(), call, decide);
      return { phase, seq };
    },
  };
}
