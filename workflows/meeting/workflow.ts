import { meetingLifecycle } from '../../law/meeting/lifecycle';
import { openCase } from '../case';
import type { CaseInput } from '../contract';

/** A meeting of owners from the first click to the inspectorate's archive (ЖК РФ ст. 44–48). */
export async function meeting(input: CaseInput): Promise<void> {
  const file = openCase(input, meetingLifecycle);
  await file.act('begin');
  // Preparation: the initiator writes the agenda, the dates and the register; K-05 and E-04 already run.
  await file.through('draft', 'requested');
  // ЖК ст. 45 ч. 4: everyone is told; at the announced hour the voting opens, if the ledger proves it.
  await file.through('noticed', 'halted');
  // ЖК ст. 47, 47.1 ч. 8: the window. Decisions go past the workflow, straight into the chain; it wakes to seal it.
  await file.through('voting');
  // ЖК ст. 46 ч. 1: the protocol; ст. 47.1: of an electronic meeting by the system, within the hour.
  await file.through('counted');
  // ЖК ст. 45 ч. 3: no quorum, no decisions; a repeat is a case of its own.
  await file.through('no-quorum');
  // ЖК ст. 46 ч. 1: originals to the manager, to the inspectorate, back and forth as often as it must, then into keeping.
  await file.through('protocol', 'handed', 'filed', 'returned', 'registered');
  await file.finish();
}
