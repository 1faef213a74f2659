import type { Knex } from 'knex';
import { deciders } from '../activities/areas';
import type { Command, Engine } from '../api/http/engine';
import { Refusal } from '../law/base/refusal';
import { actOutcomeOf } from '../store/case/accept';
import { bringUpToDate } from '../store/case/step';

/** Decides at once, in the database alone: for tests of pages; other tests cover the workflow itself. */
export function directEngine(db: () => Knex, heard: (command: Command) => void = () => undefined): Engine {
  return {
    async carryOut(command) {
      heard(command);
      const { area, caseId, key, name, actorId, args } = command;
      const call = { area, caseId, key, act: name, actorId, args, at: new Date(0).toISOString() };
      try {
        await bringUpToDate(db(), call, (act) => deciders[area]?.[act]);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
      return actOutcomeOf(db(), caseId, key);
    },
  };
}
